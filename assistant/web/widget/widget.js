// Explained in __init__.py.
(() => {
 const STRINGS = {
  en: {
   title: "Billing help", about: "Answers quote the article", chat: "Open help", close: "Close help",
   hello: "Hi! Ask me which calls cost extra, and why.", ask: "Ask a question", send: "Send",
   again: "New conversation", person: "Contact a person", source: "Sources: ", up: "Helpful", down: "Not helpful",
   retry: "Retry", failed: "No answer came.",
   offline: "You are offline. This is sent when you are back.", blocked: "Help is not set up for this website.",
  },
  es: {
   title: "Ayuda con la factura", about: "Las respuestas citan el artículo", chat: "Abrir ayuda", close: "Cerrar ayuda",
   hello: "¡Hola! Pregúntame qué llamadas tienen recargo.", ask: "Haz una pregunta", send: "Enviar",
   again: "Nueva conversación", person: "Contactar con una persona", source: "Fuentes: ", up: "Útil", down: "No útil",
   retry: "Reintentar", failed: "Sin respuesta.",
   offline: "Sin conexión. Se enviará cuando vuelva.", blocked: "La ayuda no está activada en este sitio.",
  },
 };
 const ICONS = {
  chat: "M4 5h16v11h-9l-5 4v-4H4z", close: "M6 6l12 12M18 6 6 18", send: "M12 19V5M6 11l6-6 6 6",
  again: "M4 4v6h6M4 10a8 8 0 1 1 0 5", up: "M7 10v10H4V10zl4-7 3 2-1 5h7l-2 10H7",
 };
 const { src, dataset: opt } = document.currentScript;
 const name = opt.name || "BillingHelp", early = window[name];
 if (early?.ask) return;
 const base = new URL("api/v1/", src);
 let lang = (opt.lang || document.documentElement.lang || navigator.language).slice(0, 2);
 const t = STRINGS[lang] || STRINGS[(lang = "en")];
 const title = opt.title || t.title;
 const color = CSS.supports("color", opt.color) ? opt.color : "#0b6b63";
 const y = "calc((.18 - y)*999)";
 const sheet = new CSSStyleSheet();
 sheet.replaceSync(`:host{all:initial!important}
*{box-sizing:border-box;margin:0;padding:0;font:inherit;color:inherit}
div{font:15px/1.5 system-ui,sans-serif}
p,h3,button,textarea{unicode-bidi:plaintext}
button,summary{min-height:44px;min-width:44px;border:1px solid #0000;border-radius:12px;background:none;cursor:pointer}
button:hover{box-shadow:inset 0 0 0 99px #8882}
:focus-visible{outline:2px solid;outline-offset:-3px}
svg{width:22px;fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round;stroke-linecap:round;display:block;margin:auto}
.bubble,dialog{position:fixed;z-index:2147483647;inset:auto auto 20px;inset-inline-end:20px}
.left>*{left:20px;right:auto}
.right>*{right:20px;left:auto}
.bubble,.me,.send{background:${color};color:#fff;color:color(from ${color} xyz ${y} ${y} ${y});border-color:#8885}
.bubble svg{width:28px}
.bubble{width:60px;height:60px;border-radius:50%;box-shadow:0 8px 32px #0004}
dialog{bottom:94px;width:400px;height:min(640px,100dvh - 114px);background:Canvas;color:CanvasText;flex-direction:column;border:1px solid #8885;border-radius:18px;overflow:hidden;box-shadow:0 8px 32px #0004}
dialog[open],.chips{display:flex}
header,form{display:flex;align-items:end;padding:12px;border-bottom:1px solid #8885}
h2{flex:1;padding:0 4px}
h2,b{font-weight:600}
small,summary,.rate,.person{font-weight:400;font-size:13px;opacity:.75}
small{display:block}
.log{position:relative;flex:1;overflow:auto;overscroll-behavior:contain;padding:16px;overflow-wrap:anywhere}
.log>*{margin-bottom:12px}
.me{width:fit-content;max-width:85%;margin-inline-start:auto;padding:10px 14px;border-radius:18px 18px 4px;white-space:pre-wrap}
.bot>*+*,q{margin-top:8px}
.item{display:list-item;margin-inline-start:20px}
span{white-space:nowrap}
.mark{min-width:22px;min-height:22px;margin:0 2px;border-radius:6px;font-size:11px;background:#8882}
.chips{flex-wrap:wrap;gap:8px}
.chip{padding:10px 14px;border-color:#8885;text-align:start}
summary{padding:10px 0}
details div,textarea{background:#8881;border:1px solid #8885;border-radius:12px;padding:10px 14px;margin-bottom:8px;font-size:14px}
q{display:block;border-inline-start:3px solid #8885;padding:0 10px}
.rate{margin-inline-start:-12px}
.down{rotate:180deg}
[aria-pressed=true] svg{fill:currentColor}
form{border:0;border-top:1px solid #8885;gap:8px}
textarea{flex:1;max-height:140px;field-sizing:content;resize:none;margin:0;font-size:16px}
::placeholder{color:inherit;opacity:.75}
[inert]{opacity:.4}
.person{margin:-12px auto 0;padding:0 10px;text-decoration:underline}
i{display:block;width:12px;height:12px;border-radius:50%;background:CanvasText}
[role=status]{position:absolute;clip-path:inset(50%)}
@media(max-width:480px){dialog{inset:0!important;width:auto;max-width:none;height:auto;max-height:none;border:0;border-radius:0}}
@media(prefers-reduced-motion:no-preference){dialog{animation:a .2s}i{animation:a .6s infinite alternate}}
@media print{div{display:none}}
@keyframes a{0%{opacity:0;translate:0 8px}}`);

 const h = (tag, props, ...kids) => {
  const e = Object.assign(document.createElement(tag), props);
  e.append(...kids);
  return e;
 };
 const svg = (tag, key, value, ...kids) => {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  e.setAttribute(key, value);
  e.append(...kids);
  return e;
 };
 const icon = (key) => svg("svg", "viewBox", "0 0 24 24", svg("path", "d", ICONS[key]));
 const button = (className, label, onclick, title = "") => h("button", { type: "button", className, onclick, title }, label);
 const iconed = (key, act) => button(key, icon(key == "down" ? "up" : key), act, t[key]);
 const rich = (text, mark = String) => text.split(/(\*\*[^*\n]+\*\*|(?:\[\d+\])+[.,;:]?|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\(\d{3}\) \d{3}-\d{4})/).map((part, n) =>
  n % 2 == 0 ? part
  : part[0] == "*" ? h("b", {}, ...rich(part.slice(2, -2), mark))
  : part[0] == "[" ? h("span", {}, ...part.split(/(\[\d+\])/).map((bit) => mark(bit)))
  : h("a", { href: (part[0] == "(" ? "tel:" : "mailto:") + part }, part));
 const blocks = (text, mark) => text.split(/\n+/).map((line) => {
  const item = line.split(/^[-*] /)[1];
  return h("p", { className: item ? "item" : "" }, ...rich(item || line, mark));
 });

 let talk, chain, extras, saved;
 const life = new AbortController();
 const bus = new EventTarget();
 const emit = (type, detail) => bus.dispatchEvent(new CustomEvent(type, { detail }));
 const log = h("div", { className: "log", role: "log", ariaLive: "off", ariaLabel: title, tabIndex: 0 });
 const status = h("div", { role: "status" });
 const tell = (text) => (status.textContent = text);
 const input = h("textarea", { ariaLabel: t.ask, placeholder: t.ask, maxLength: 8000, rows: 1 });
 const form = h("form", {}, input, iconed("send", () => submit()));
 const contact = button("person", t.person, () => person());
 const bubble = button("bubble", "", () => api.toggle());
 const panel = h("dialog", { role: "dialog", ariaLabel: title }, h("header", {}, h("h2", {}, title, h("small", {}, t.about)),
  iconed("again", () => api.reset()), iconed("close", () => api.close())), log, form, status);
 const host = h("billing-help");

 const call = async (path, body, headers) => {
  const r = await fetch(base + path, {
   method: body && "POST", body: JSON.stringify(body), credentials: "omit",
   headers: { "Content-Type": "application/json", Authorization: "Bearer " + talk.token, ...headers },
  });
  if (!r.ok) throw { status: r.status, after: r.headers.get("Retry-After") };
  return r;
 };
 const refused = async (e) => {
  if (e.status || extras || talk.token || !navigator.onLine || !(await fetch(base + "live", { mode: "no-cors" }).catch(() => 0))) return;
  log.replaceChildren(tell(t.blocked));
  return (form.inert = true);
 };
 const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
 const draw = (box, ...kids) => {
  box.replaceChildren(...kids);
  log.scrollTop = box.previousSibling.offsetTop - 12;
 };
 const chips = (list) => {
  log.querySelector(".chips")?.remove();
  log.append(h("div", { className: "chips" }, ...list.map((text) => button("chip", text, () => ask(text)))));
 };
 const finish = (turn, box) => {
  const a = turn.a, found = {};
  const sources = h("details", {}, h("summary", {}, t.source + a.citations.map((c) => c.marker).join(", ")), ...a.citations.map((c) =>
   (found[c.marker] = h("div", { tabIndex: -1 }, `[${c.marker}] `, /^https?:/.test(c.url) ? h("a", { href: c.url, target: "_blank" }, c.title) : c.title,
    " · " + c.section, h("q", {}, c.quote)))));
  const mark = (part, n = part.slice(1, -1)) => found[n] ? button("mark", n, () => {
   sources.open = true;
   found[n].focus();
  }, t.source + n) : part;
  const thumbs = [true, false].map((helpful) => iconed(helpful ? "up" : "down", () => {
   turn.good = helpful;
   press();
   call("feedback", { conversation: a.conversation, message: a.message, helpful }).catch(() => 0);
   emit("feedback", helpful);
  }));
  const press = () => thumbs.forEach((thumb, n) => (thumb.ariaPressed = turn.good === !n));
  press();
  chips(a.clarification?.options || a.suggestions);
  draw(box, ...blocks(a.text, mark),
   a.citations[0] ? sources : "", a.made_by ? h("small", {}, a.made_by) : "", a.message ? h("div", { className: "rate" }, ...thumbs) : "");
 };
 const show = (turn) => {
  const box = h("div", { className: "bot", dir: "auto" }, h("i"));
  log.append(h("h3", { className: "me" }, turn.q), box);
  if (turn.a) finish(turn, box);
  else chain = run(turn, box, talk, chain);
 };
 const run = async (turn, box, mine, before) => {
  let text = "", last = 0, tries = 0;
  const note = (words, ...more) => draw(box, ...blocks(text), tell(words), ...more);
  await before;
  while (mine == talk && !turn.a) try {
   mine.token || Object.assign(mine, await (await call("conversations", { surface: "widget" })).json());
   const r = await call(`conversations/${mine.id}/messages`, { text: turn.q },
    { Accept: "text/event-stream", "Idempotency-Key": turn.key, "Last-Event-ID": last });
   const reader = r.body.getReader(), decoder = new TextDecoder();
   for (let rest = ""; !turn.a;) {
    const { value, done } = await Promise.race([reader.read(), wait(45)]);
    if (mine != talk) return reader.cancel();
    if (done) throw {};
    const parts = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
     const e = Object.fromEntries(part.split("\n").map((line) => line.split(/: ?(.*)/)));
     if (!e.data) continue;
     const d = JSON.parse(e.data);
     if (e.event == "error") throw d;
     last = e.id;
     tries = 0;
     turn.a = d.answer;
     text = e.event == "reset" ? "" : text + (d.text || "");
     draw(box, ...blocks(text));
    }
   }
  } catch (e) {
   if (mine != talk || (await refused(e))) return;
   const code = e.status;
   if (!navigator.onLine) {
    note(t.offline);
    while (!navigator.onLine) await wait(1);
   } else if (code == 404 && !tries) mine.token = "";
   else if (tries > 4 || (code < 500 && code != 429)) {
    note(t.failed + " ", button("chip", t.retry, () => run(turn, box, mine)));
    return emit("error", code);
   } else await wait(e.after || tries);
   tries++;
  }
  if (mine != talk) return;
  finish(turn, box);
  tell(turn.a.text.replace(/\*\*|\s?\[\d+\]/g, ""));
  emit("answer", turn.a);
 };
 const ask = (words) => {
  const turn = { q: String(words).trim(), key: crypto.getRandomValues(new Uint32Array(4)).join("-") };
  api.open();
  if (!turn.q || form.inert) return;
  talk.log.push(turn);
  if (host.shadowRoot.activeElement != input) log.focus();
  chips([]);
  show(turn);
  emit("question", turn.q);
 };
 const submit = () => {
  ask(input.value);
  input.value = "";
 };
 const person = () => {
  const ways = extras.contacts.filter((way) => (talk.who?.status || way.for) == way.for).map((way) => `- ${way.label} (${way.who}): ${way.value}`).join("\n");
  log.append(h("div", { className: "bot" }, ...blocks(ways)));
  log.scrollTop = 1e9;
  tell(ways);
  emit("contact", { ...talk.who, conversation: talk.id });
 };
 const restore = (state) => {
  talk = { log: [], token: "", ...state };
  chain = 0;
  log.replaceChildren(h("p", {}, opt.greeting || t.hello));
  talk.log.forEach(show);
 };
 const face = async () => {
  const key = panel.open ? "close" : "chat";
  bubble.title = t[key];
  bubble.ariaExpanded = talk.open = panel.open;
  bubble.replaceChildren(icon(key));
  log.scrollTop = 1e9;
  if (talk.open) try {
   extras ||= await (await call("examples?lang=" + lang)).json();
   form.inert = false;
   if (extras.contacts[0]) form.after(contact);
   if (!talk.log[0]) chips(extras.examples.slice(0, 4));
  } catch (e) {
   refused(e);
  }
 };

 const keep = () => { try { sessionStorage.setItem(name + base, (saved = JSON.stringify(talk))); } catch {} };
 const take = () => {
  try {
   const found = sessionStorage.getItem(name + base);
   sessionStorage.removeItem(name + base);
   if (found && found != saved) restore(JSON.parse(found));
  } catch {}
 };
 const listen = (type, act) => addEventListener(type, act, { signal: life.signal });
 const api = Object.assign((method, ...args) => api[method]?.(...args), {
  ask,
  open: (quiet) => {
   if (panel.open) return;
   if (quiet) panel.open = true;
   else if (innerWidth < 481) panel.showModal(), log.focus();
   else panel.show(), input.focus();
   face();
   emit("open");
  },
  close: () => panel.close(),
  toggle: () => (panel.open ? api.close() : api.open()),
  identify: (who) => (talk.who = who),
  reset: () => {
   restore({ who: talk.who });
   face();
   emit("reset");
  },
  on: (type, act) => bus.addEventListener(type, (e) => act(e.detail)),
  destroy: () => {
   talk = 0;
   life.abort();
   host.remove();
   delete window[name];
  },
 });
 const start = () => {
  const root = host.attachShadow({ mode: "open" });
  const frame = h("div", { lang, className: opt.position || "" }, bubble, panel);
  frame.style.colorScheme = opt.theme || "light dark";
  root.adoptedStyleSheets = [sheet];
  root.append(frame);
  panel.onclose = () => {
   face();
   if (document.activeElement == document.body) bubble.focus();
   emit("close");
  };
  host.onkeyup = host.onkeypress = host.onkeydown = (e) => {
   e.stopPropagation();
   if (e.type != "keydown" || e.isComposing) return;
   if (e.key == "Escape") api.close();
   if (e.key == "Enter" && !e.shiftKey && root.activeElement == input) {
    e.preventDefault();
    submit();
   }
  };
  document.body.append(host);
  restore();
  take();
  const was = talk.open && innerWidth > 480;
  face();
  if (was) api.open(true);
  listen("visibilitychange", () => (document.hidden ? keep() : take()));
  listen("pagehide", keep);
  listen("pageshow", take);
  window[name] = api;
  early?.q?.forEach((args) => api(...args));
  emit("ready");
 };
 document.body ? start() : addEventListener("DOMContentLoaded", start);
})();
