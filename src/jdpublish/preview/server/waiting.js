// On the page that stands in for one that cannot be made yet: loads it anew when there is news.

const [report = "", view = ""] = location.pathname.split("/").slice(1).map(decodeURIComponent);
const address = `ws://${location.host}/-/live?${new URLSearchParams({ report, view })}`;
const longest = 8000;

function listen(pause, again) {
  const socket = new WebSocket(address);
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    const isNews = message.type === "hello"
      ? again || message.version
      : ["problems", "page"].includes(message.type);
    if (isNews) location.reload();
  });
  socket.addEventListener("close", () => {
    setTimeout(() => listen(Math.min(pause * 2, longest), true), pause);
  });
}

listen(500, false);
