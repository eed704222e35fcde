/** What Safari before 14 lacks of all that the player asks of browsers. */

if (!("replaceChildren" in Element.prototype)) {
  (Element.prototype as ParentNode).replaceChildren = function (this: Element, ...inside) {
    this.textContent = "";
    this.append(...inside);
  };
}

export {};
