
// Progress of work on the model: events in place of loading the page again and again.
(() => {
  const work = document.querySelector("[data-work]");
  if (!work || !window.EventSource) return;
  if (!new URLSearchParams(location.search).has("live")) {
    const notice = new URLSearchParams(location.search).get("notice");
    location.replace("/model/work?live=1" + (notice ? "&notice=" + encodeURIComponent(notice) : ""));
    return;
  }
  const bar = work.querySelector("progress");
  const step = work.querySelector("#work-step");
  const events = new EventSource(work.dataset.work);
  events.onmessage = (event) => {
    const news = JSON.parse(event.data);
    bar.value = news.percent;
    if (step.textContent !== news.step) step.textContent = news.step;
    if (news.done) {
      events.close();
      location.replace("/model/work");
    }
  };
})();
