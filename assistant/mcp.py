"""The tools as an MCP server, for support agents' own assistants.

    server(Assistant.open()).run("stdio")

The same engine, evidence rule and limits as for the chat model: `price_calls` wants the client's messages
beside the calls, and every evidence must stand in them verbatim.  Nothing is written, nobody is contacted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from assistant import tools
from assistant.sources import Sources
from assistant.types import AssistantError

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

    from assistant import Assistant

MOST_MESSAGES = 20
BODY_LIMIT = 256 * 1024  # bytes of one HTTP request
MOST_SESSIONS = 64
_INSTRUCTIONS = (
    "Answers from one help article on how live agent handoff calls are billed. Amounts come from price_calls "
    "alone; statements come from search_article and article_facts and are cited by source id. What these tools "
    "don't say, the article doesn't say."
)

Messages = Annotated[
    list[Annotated[str, Field(max_length=8000)]],
    Field(min_length=1, max_length=MOST_MESSAGES, description="the client's messages, word for word"),
]
Calls = Annotated[list[tools.CallArg], Field(min_length=1, max_length=tools.MOST_CALLS)]


def server(assistant: Assistant, log_level: str = "WARNING") -> MCPServer[Any]:
    """The MCP server; run it with "stdio" or "streamable-http"."""
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.types import ToolAnnotations

    known = Sources(assistant.articles)
    found: MCPServer[Any] = MCPServer(
        "billing-assistant",
        title="Billing assistant",
        version=_version(),
        instructions=_INSTRUCTIONS,
        log_level=log_level,  # type: ignore[arg-type]
    )
    reading = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

    @found.tool(description=tools.PRICE_CALLS, annotations=reading)
    def price_calls(messages: Messages, calls: Calls) -> dict[str, Any]:
        try:
            return tools.price(assistant, known, calls, messages)[0]
        except AssistantError as problem:
            raise ToolError(str(problem)) from None

    @found.tool(annotations=reading)
    def search_article(query: Annotated[str, Field(min_length=1, max_length=300)]) -> dict[str, Any]:
        """Find the help article's own passages on a question, to be quoted and cited by their ids."""
        try:
            return tools.find(assistant, known, query)
        except AssistantError as problem:
            raise ToolError(str(problem)) from None

    @found.tool(annotations=reading)
    def article_facts() -> dict[str, Any]:
        """All the article says in short statements with sources, and what it is known not to say."""
        return tools.facts(assistant, known)

    return found


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("billing-assistant")
    except PackageNotFoundError:  # a checkout that isn't installed
        return "0"
