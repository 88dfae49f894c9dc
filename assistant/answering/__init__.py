"""Reading → Answer: compose from finished figures, verify, and carry the conversation's scenario."""
