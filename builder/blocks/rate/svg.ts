/** Small help with pictures that are drawn as SVG. Their looks come from classes, and so from the theme. */

const NAMESPACE = "http://www.w3.org/2000/svg";

/** A new SVG element with attributes and other elements in it. */
export function draw(tag: string, facts: Readonly<Record<string, string | number>>, ...inside: (Node | string)[]): SVGElement {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(facts)) element.setAttribute(name, String(value));
  element.append(...inside);
  return element;
}
