// Keys for lists: j next, k previous, Enter open, / search. Without script everything works by links.
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
  document.addEventListener("keydown", function (event) {
    var tag = event.target.tagName;
    if (event.ctrlKey || event.metaKey || event.altKey || tag === "INPUT" || tag === "TEXTAREA" || tag === "SELECT") { return; }
    if (event.key === "j") { go(1); event.preventDefault(); }
    if (event.key === "k") { go(-1); event.preventDefault(); }
    if (event.key === "/") {
      var field = document.querySelector("#q");
      if (field) { field.focus(); } else { window.location.href = "/search"; }
      event.preventDefault();
    }
  });
}());
