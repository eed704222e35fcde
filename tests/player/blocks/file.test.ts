import { describe, expect, it } from "vitest";
import { savedPage } from "../../../builder/blocks/sheet/file";

function saved(inside: string, title = "Mine"): Document {
  document.documentElement.lang = "en-CA";
  document.documentElement.dir = "ltr";
  document.head.innerHTML = "<style>.sheet { color: red }</style>";
  document.body.innerHTML = `<div class="sheet">${inside}</div>`;
  const sheet = document.querySelector<HTMLElement>(".sheet");
  if (!sheet) throw new Error("no sheet");
  return new DOMParser().parseFromString(savedPage(sheet, title, document), "text/html");
}

describe("a saved sheet", () => {
  it("is a whole page with the looks of the course, in its language", () => {
    const page = saved("<p>Hello</p>");
    expect(page.documentElement.lang).toBe("en-CA");
    expect(page.title).toBe("Mine");
    expect(page.querySelector("style")?.textContent).toBe(".sheet { color: red }");
    expect(page.querySelector("main .sheet p")?.textContent).toBe("Hello");
    expect(page.querySelector("meta")?.getAttribute("charset")).toBe("utf-8");
  });

  it("lets nothing run and loads nothing", () => {
    const page = saved('<p onclick="x()">a</p><script>x()</script>');
    const policy = page.querySelector("[http-equiv]")?.getAttribute("content");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src");
    expect(page.querySelector("script, [onclick]")).toBeNull();
  });

  it("escapes what learners write, wherever it stands", () => {
    const text = document.createElement("p");
    text.textContent = '<img src=x onerror="alert(1)"> & </style></title>';
    const page = saved(text.outerHTML, '</title><script>alert("1")</script>');
    expect(page.querySelector(".sheet p")?.textContent).toBe(text.textContent);
    expect(page.querySelector("img, script")).toBeNull();
    expect(page.title).toBe('</title><script>alert("1")</script>');
  });

  it("has no controls, nothing hidden and no way into the course", () => {
    const page = saved(
      '<button>Print</button><div data-calendar><label>Day</label><input></div><p hidden>no</p><a href="#m.p">Page</a>' +
        '<a href="https://example.org">Site</a><details><summary>More</summary>x</details>',
    );
    expect(page.querySelector("button, input, label, [hidden], a[href^='#'], [data-calendar]")).toBeNull();
    expect(page.querySelector(".sheet")?.textContent).toBe("PageSiteMorex");
    expect(page.querySelector("details")?.open).toBe(true);
  });

  it("begins with its own title", () => {
    const page = saved('<h4 class="sheet__title">Mine</h4><h5 class="sheet__part-title" id="p">Plan</h5><h5>Other</h5>');
    expect([...page.querySelectorAll("h1, h2, h5")].map((one) => one.outerHTML)).toEqual([
      '<h1 class="sheet__title">Mine</h1>',
      '<h2 class="sheet__part-title" id="p">Plan</h2>',
      "<h5>Other</h5>",
    ]);
  });

  it("leaves the page as it was", () => {
    saved("<button>Print</button><h5 class='sheet__part-title'>Plan</h5>");
    expect(document.body.querySelector(".sheet")?.innerHTML).toContain("<button>Print</button><h5");
  });
});
