(function () {
  "use strict";
  function render(root) {
    root.querySelectorAll(".math:not([data-done])").forEach(function (element) {
      var closed = element.parentElement.closest("details:not([open])");
      if (closed && !element.closest("summary")) { return; }
      element.setAttribute("data-done", "");
      var tex = element.textContent;
      try {
        katex.render(tex, element, {
          displayMode: element.classList.contains("display"), throwOnError: true, trust: false,
          strict: "ignore", maxExpand: 300, maxSize: 20, output: "htmlAndMathml"
        });
      } catch (error) {
        var code = document.createElement("code");
        code.textContent = tex;
        element.replaceChildren(code);
      }
    });
  }
  document.addEventListener("toggle", function (event) {
    if (event.target.open) { render(event.target); }
  }, true);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) { d.open = true; });
    render(document);
  });
  var rows = Array.prototype.slice.call(document.querySelectorAll("#summary tbody tr"));
  var words = document.getElementById("filter-text");
  var verdict = document.getElementById("filter-verdict");
  var activation = document.getElementById("filter-activation");
  var missed = document.getElementById("filter-missed");
  var count = document.getElementById("filter-count");
  function filter() {
    var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row) {
      var text = row.textContent.toLowerCase();
      var keep = wanted.every(function (word) { return text.indexOf(word) >= 0; })
        && (!verdict.value || row.dataset.verdict === verdict.value)
        && (!activation.value || row.dataset.activation === activation.value)
        && (!missed.checked || row.dataset.met === "false");
      row.hidden = !keep;
      shown += keep ? 1 : 0;
    });
    count.textContent = shown + " of " + rows.length;
  }
  [words, verdict, activation, missed].forEach(function (control) {
    if (control) { control.addEventListener("input", filter); }
  });
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") { target.open = true; render(target); target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  if (rows.length) { filter(); }
  render(document);
  reveal();
})();
