// What Streamlit's own elements can't do in the browser: open a source from its [n], copy text, remember the
// conversation of this tab over a reload, and scroll to a passage.
const KEY = "billing-assistant.conversation";

// The memory lies in sessionStorage only while no page of the tab shows it: it is put there when the page is
// left and taken out by the page that follows, so that a duplicated tab begins a conversation of its own.
function remember(data, setStateValue) {
  if (data.memory !== null) {
    window.__assistantMemory = data.memory;
    return;
  }
  const saved = storage((kept) => kept.getItem(KEY));
  storage((kept) => kept.removeItem(KEY));
  if (saved) {
    window.__assistantMemory = saved;
    setStateValue("resume", saved);
  }
}

function keepMemory() {
  const memory = window.__assistantMemory;
  storage((kept) => (memory ? kept.setItem(KEY, memory) : kept.removeItem(KEY)));
}

function storage(action) {
  try {
    return action(sessionStorage);
  } catch (_) {
    return null; // storage is blocked: a reload begins anew
  }
}

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("aria-hidden", "true");
  area.style.cssText = "position:fixed;opacity:0";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

async function copyFrom(button) {
  const text = button.dataset.copyUrl
    ? new URL(button.dataset.copyUrl, location.href).href
    : button.dataset.copy;
  const label = button.dataset.label || (button.dataset.label = button.textContent);
  try {
    await copy(text);
    button.textContent = "Copied";
  } catch (_) {
    button.textContent = "Copying is blocked here";
  }
  setTimeout(() => { button.textContent = label; }, 2000);
}

function openSource(link) {
  const source = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!source) return false;
  source.open = true;
  source.scrollIntoView({ block: "nearest", behavior: "smooth" });
  source.querySelector("summary")?.focus({ preventScroll: true });
  return true;
}

function onClick(event) {
  const link = event.target.closest?.('a[href^="#source-"]');
  if (link && openSource(link)) event.preventDefault();
  const button = event.target.closest?.("[data-copy], [data-copy-url]");
  if (button) copyFrom(button);
}

function scrollOnce(data) {
  const id = data.target || decodeURIComponent(location.hash.slice(1));
  const mark = location.pathname + location.search + "#" + id;
  if (!id || window.__assistantScrolled === mark) return;
  let tries = 0;
  const seek = () => {
    const place = document.getElementById(id);
    if (place) {
      window.__assistantScrolled = mark;
      place.scrollIntoView({ block: data.target ? "center" : "start" });
    } else if (tries++ < 40) {
      setTimeout(seek, 50);
    }
  };
  seek();
}

// The question just asked goes to the top, with the amount right below it; elements above may still move it.
function showNewest(id) {
  let left = 10;
  const leave = () => { left = 0; };
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    addEventListener(kind, leave, { once: true, passive: true });
  }
  const show = () => {
    if (left-- <= 0) return;
    const question = document.getElementById(id)?.closest("[data-testid=stChatMessage]");
    if (question && Math.abs(question.getBoundingClientRect().top) > 40) question.scrollIntoView({ block: "start" });
    setTimeout(show, 150);
  };
  show();
}

export default function ({ data, setStateValue }) {
  if (!window.__assistantClicks) {
    window.__assistantClicks = true;
    document.addEventListener("click", onClick);
    addEventListener("pagehide", keepMemory);
  }
  if (data.remember) remember(data, setStateValue);
  if (data.newest) showNewest(data.newest);
  if (data.scroll) scrollOnce(data);
}
