(function () {
  "use strict";
  var marked = { ins: true, del: true };
  function trusted(context) {
    return context.command === "\\htmlClass" && marked[context.class] === true;
  }
  function set(element) {
    if (element.hasAttribute("data-done")) { return; }
    element.setAttribute("data-done", "");
    var tex = element.textContent;
    var flow = element.classList.contains("flow");
    try {
      katex.render(flow ? "\\displaystyle " + tex : tex, element, {
        throwOnError: true, trust: trusted, strict: "ignore", maxExpand: 300, maxSize: 20,
        output: "htmlAndMathml"
      });
    } catch (error) {
      var code = document.createElement("code");
      code.textContent = tex;
      element.replaceChildren(code);
    }
    // In a column a formula may be a little smaller; what is still wider scrolls by itself.
    var room = element.clientWidth;
    if (flow && room > 0 && element.scrollWidth > room + 1 && element.closest(".line")) {
      element.style.fontSize = Math.max(0.66, 0.92 * room / element.scrollWidth) + "em";
    }
    // What scrolls can be scrolled by keys.
    if (flow && (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight)) {
      element.tabIndex = 0;
    }
  }
  function setAll(root) {
    root.querySelectorAll(".math:not([data-done])").forEach(set);
  }
  // A formula is set when it comes near the window: a long page costs no more than a short one.
  var watch = "IntersectionObserver" in window && new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (entry.isIntersecting) { watch.unobserve(entry.target); setAll(entry.target); }
    });
  }, { rootMargin: "800px 0px" });
  document.querySelectorAll(".side, .top, .findings tr, .claim, .theorem > :not(.claim), .references")
    .forEach(function (block) {
      if (watch) { watch.observe(block); } else { setAll(block); }
    });
  function unpack(holder) {
    var template = holder.querySelector(":scope > template");
    if (template) {
      template.replaceWith(template.content);
    }
    setAll(holder);
  }
  document.addEventListener("toggle", function (event) {
    if (event.target.open && event.target.classList.contains("fold")) { unpack(event.target); }
  }, true);
  function show(pill, open) {
    var panel = document.getElementById(pill.getAttribute("aria-controls"));
    pill.setAttribute("aria-expanded", String(open));
    panel.hidden = !open;
    if (open) { unpack(panel); }
  }
  document.addEventListener("click", function (event) {
    var pill = event.target.closest(".pill");
    if (pill) { show(pill, pill.getAttribute("aria-expanded") !== "true"); return; }
    var copy = event.target.closest(".copy");
    if (copy) { copied(copy); }
  });
  function copied(button) {
    var text = button.getAttribute("data-copy");
    var label = button.textContent;
    function say(word) {
      button.textContent = word;
      setTimeout(function () { button.textContent = label; }, 1500);
    }
    function byHand() {
      var area = document.createElement("textarea");
      area.value = text;
      document.body.appendChild(area);
      area.select();
      var done = document.execCommand("copy");
      area.remove();
      say(done ? "Copied" : "Not copied");
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { say("Copied"); }, byHand);
    } else {
      byHand();
    }
  }
  window.addEventListener("beforeprint", function () { setAll(document); });

  var words = document.getElementById("filter-text");
  var verdict = document.getElementById("filter-verdict");
  var activation = document.getElementById("filter-activation");
  var missed = document.getElementById("filter-missed");
  var count = document.getElementById("filter-count");
  var index = null;
  function build() {
    return Array.prototype.map.call(document.querySelectorAll(".claim"), function (claim) {
      var section = claim.closest(".theorem");
      var pills = Array.prototype.map.call(claim.querySelectorAll(".pill"), function (pill) {
        return pill.dataset;
      });
      return { claim: claim, section: section, pills: pills,
        text: (section.id + " " + section.querySelector("h3").textContent + " "
          + claim.textContent).toLowerCase() };
    });
  }
  function filter() {
    index = index || build();
    var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var idle = !wanted.length && !verdict.value && !activation.value && !missed.checked;
    var sections = new Map();
    var shown = 0;
    index.forEach(function (entry) {
      var keep = wanted.every(function (word) { return entry.text.indexOf(word) >= 0; })
        && (!(verdict.value || activation.value || missed.checked)
          || entry.pills.some(function (pill) {
            return (!verdict.value || pill.verdict === verdict.value)
              && (!activation.value || pill.activation === activation.value)
              && (!missed.checked || pill.met === "false");
          }));
      entry.claim.hidden = !keep;
      sections.set(entry.section, sections.get(entry.section) || keep);
      shown += keep ? 1 : 0;
    });
    sections.forEach(function (keep, section) { section.hidden = !keep; });
    ["findings", "counts", "graph"].forEach(function (id) {
      var part = document.getElementById(id);
      if (part) { part.hidden = !idle; }
    });
    count.textContent = idle ? "" : shown + " of " + index.length + " claims";
  }
  [words, verdict, activation, missed].forEach(function (control) {
    if (control) { control.addEventListener("input", filter); }
  });
  function reveal() {
    var target = location.hash.length > 1
      && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.classList.contains("pill")) { show(target, true); target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  var contents = document.querySelector(".contents");
  function fit() {
    if (contents && !window.matchMedia("(min-width: 76rem)").matches) { contents.open = false; }
  }
  fit();
  if (contents && watch) {
    var links = {};
    contents.querySelectorAll("li li a").forEach(function (link) {
      links[link.getAttribute("href").slice(1)] = link.parentElement;
    });
    var here = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        var item = links[entry.target.id];
        if (item) { item.classList.toggle("here", entry.isIntersecting); }
      });
    }, { rootMargin: "-20% 0px -70% 0px" });
    document.querySelectorAll(".theorem").forEach(function (section) { here.observe(section); });
    contents.addEventListener("click", function (event) {
      if (event.target.closest("a")) { fit(); }
    });
  }
  reveal();
})();
