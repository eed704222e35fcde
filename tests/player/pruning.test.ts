import { beforeEach, expect, test } from "vitest";
import { sayNoModule } from "../../builder/player/src/launching";
import { keepOnly } from "../../builder/player/src/pruning";
import { course } from "./help";

const { plan } = course({ "m.a": ["w1"], "m.b": [], "content.a": [], "o.a": [] });

beforeEach(() => {
  document.body.innerHTML = `
    <a href="#content" data-bc-skip>Skip</a>
    <nav data-bc-menu>
      <ol>
        <li data-bc-menu-module="m"><p>M</p><a href="#m.a" data-page="m.a">A</a><a href="#m.b" data-page="m.b">B</a></li>
        <li data-bc-menu-module="content"><p>N</p><a href="#content.a" data-page="content.a">A</a></li>
        <li data-bc-menu-module="o"><p>O</p><a href="#o.a" data-page="o.a">A</a></li>
      </ol>
    </nav>
    <main id="content">
      <p class="cover">See <a href="#o.a">the <em>end</em></a>.</p>
      <section data-module="m">
        <section data-page="m.a">
          <a href="#m.b">on</a> <a href="#content">elsewhere</a> <a href="#o.a">there</a> <a href="#fn-m--a_1">1</a>
          <a href="https://o.a">web</a> <a href="#m.a.w1">block</a> <a href="#%">odd</a>
        </section>
        <section data-page="m.b"></section>
      </section>
      <section data-module="content"><section data-page="content.a"></section></section>
      <section data-module="o"><section data-page="o.a"><details data-bc-credits>Credits</details></section></section>
    </main>`;
});

const texts = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
const named = (selector: string, name: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].map((one) => one.dataset[name]);

test("the menu has one module", () => {
  keepOnly("m", plan);
  expect(named("[data-bc-menu-module]", "bcMenuModule")).toEqual(["m"]);
  expect(named("a[data-page]", "page")).toEqual(["m.a", "m.b"]);
});

test("a menu that names no modules keeps its links to this one", () => {
  document.querySelector("nav")!.innerHTML = plan.pages.map(({ id }) => `<a href="#${id}" data-page="${id}"></a>`).join("");
  keepOnly("m", plan);
  expect(named("a[data-page]", "page")).toEqual(["m.a", "m.b"]);
});

test("the page has the pages of one module", () => {
  keepOnly("m", plan);
  expect(named("section[data-module]", "module")).toEqual(["m"]);
  expect(named("section[data-page]", "page")).toEqual(["m.a", "m.b"]);
});

test("modules that wait as text count as well, and the credits that stand in one", () => {
  for (const module of document.querySelectorAll("section[data-module]:not(:first-of-type)")) {
    const text = document.createElement("noscript");
    text.dataset["bcLater"] = "";
    text.textContent = `${module.outerHTML}<!---->`;
    module.replaceWith(text);
  }
  keepOnly("m", plan);
  expect(named("section[data-page]", "page")).toEqual(["m.a", "m.b"]);
  expect(texts("[data-page='m.b'] [data-bc-credits]")).toEqual(["Credits"]);
  expect(document.querySelector("noscript")).toBeNull();
});

test("so has what waits in other languages", () => {
  const waiting = document.createElement("template");
  waiting.dataset["bcLanguage"] = "fr";
  waiting.innerHTML = document.body.innerHTML;
  document.body.append(waiting);
  keepOnly("m", plan);
  const pages = [...waiting.content.querySelectorAll<HTMLElement>("section[data-page]")];
  expect(pages.map((page) => page.dataset["page"])).toEqual(["m.a", "m.b"]);
  expect(pages[1]?.querySelector("[data-bc-credits]")?.textContent).toBe("Credits");
  expect(named("section[data-page]", "page")).toEqual(["m.a", "m.b"]);
  expect(waiting.content.querySelector("a[href='#o.a']")).toBeNull();
});

test("links into other modules become text, all others stay", () => {
  keepOnly("m", plan);
  expect(texts("section[data-page='m.a'] > a")).toEqual(["on", "1", "web", "block", "odd"]);
  expect(texts("section[data-page='m.a']")[0]?.split(/\s+/).join(" ").trim()).toBe("on elsewhere there 1 web block odd");
  expect(document.querySelector(".cover")?.innerHTML).toBe("See the <em>end</em>.");
  expect(texts("[data-bc-skip]")).toEqual(["Skip"]);
});

test("the credits stay: on its last page", () => {
  keepOnly("m", plan);
  expect(texts("[data-page='m.b'] [data-bc-credits]")).toEqual(["Credits"]);
  document.querySelector("[data-bc-credits]")?.remove();
  expect(() => keepOnly("m", plan)).not.toThrow();
});

test("where the credits stand in the module, they stay there", () => {
  keepOnly("o", plan);
  expect(texts("[data-page='o.a'] [data-bc-credits]")).toEqual(["Credits"]);
});

test("a module that the course does not have: a message in place of all", () => {
  sayNoModule((key) => key);
  const shown = [...document.body.children].filter((one) => !(one as HTMLElement).hidden);
  expect(shown.map((one) => one.textContent)).toEqual(["player.no-module-titleplayer.no-module"]);
});
