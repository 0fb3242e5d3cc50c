// Keeps an open page as the store is: /live says what is new, and the page asks for itself anew. The only script here.
"use strict";

// The zone of who reads, so that the server writes moments in it from the next page on.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax`;

// The token after the # of the address that the log gave; it never leaves the browser in an address.
const token = document.getElementById("token");
if (token && location.hash.length > 1) {
  token.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname + location.search);
}

const topics = (document.body.dataset.live || "").split(" ").filter(Boolean);
const news = document.getElementById("news");

async function renew() {
  const answer = await fetch(location.href, { redirect: "error" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  const shown = document.getElementById("live");
  if (!fresh || !shown || fresh.innerHTML === shown.innerHTML) return;
  shown.replaceWith(fresh);
  say("The page is up to date again.");
}

function say(text) {
  news.replaceChildren(text);
  setTimeout(() => { if (news.textContent === text) news.replaceChildren(); }, 4000);
}

// Who reads further down, or is in the middle of something, is asked first: nothing moves under their eyes.
function offer() {
  const shown = document.getElementById("live");
  if (scrollY < 200 && !shown.contains(document.activeElement)) return void renew();
  const button = document.createElement("button");
  button.textContent = "Something is new: show it";
  button.addEventListener("click", () => { scrollTo(0, 0); news.replaceChildren(); renew(); });
  news.replaceChildren(button);
}

if (topics.length && news) {
  const line = new EventSource("/live");
  for (const topic of topics) line.addEventListener(topic, offer);
  addEventListener("pagehide", () => line.close());
}
