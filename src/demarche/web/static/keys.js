// Keys for lists: j next, k previous, Enter open, / search, s save, m mark. Without script everything works by links.
(function () {
  "use strict";
  var at = -1;
  function items() { return Array.prototype.slice.call(document.querySelectorAll("[data-item]")); }
  function link(item) { return item.querySelector("a[data-open]") || item.querySelector("a"); }
  function go(step) {
    var all = items();
    if (!all.length) { return; }
    if (all[at]) { all[at].classList.remove("here"); }
    at = Math.max(0, Math.min(all.length - 1, at + step));
    all[at].classList.add("here");
    all[at].scrollIntoView({ block: "nearest" });
    var target = link(all[at]);
    if (target) { target.focus({ preventScroll: true }); }
  }
  function press(where, selector) {
    var target = where && where.querySelector(selector);
    if (!target) { return false; }
    if (target.tagName === "BUTTON") { target.click(); } else { target.focus(); }
    return true;
  }
  var keys = {
    j: function () { go(1); return true; },
    k: function () { go(-1); return true; },
    s: function () { return press(document, "#save"); },
    m: function () { return press(items()[at], "[data-mark]"); },
    "/": function () {
      if (!press(document, "#q")) { window.location.href = "/search"; }
      return true;
    }
  };
  document.addEventListener("keydown", function (event) {
    var tag = event.target.tagName;
    if (event.ctrlKey || event.metaKey || event.altKey || tag === "INPUT" || tag === "TEXTAREA" || tag === "SELECT") { return; }
    if (Object.prototype.hasOwnProperty.call(keys, event.key) && keys[event.key]()) { event.preventDefault(); }
  });
}());
