/** What this player has: each piece of the bundle that is in it enters here what it brings. */
import type { Gate } from "./gate";
import type { held } from "./held";
import type { ElementClass, PlayerHost } from "./host";
import type { missing } from "./keeping/lacking";
import type { Outbox } from "./keeping/outbox";
import type { Languages } from "./languages";
import type { LATER } from "./later";
import type { Logic } from "./logic";
import type { Reports } from "./trackers/report";
import type { ITEMS } from "./using";

/** By kind; kinds without logic ask nothing of a learner. */
export const LOGICS: Record<string, Logic> = {};
/** By kind; their tags are `bc-KIND`. */
export const ELEMENTS: Record<string, ElementClass> = {};

/** What only some packages have. */
export const MORE: {
  /** Where there are blocks to bring to life, and to count. */
  Host?: typeof PlayerHost;
  items?: typeof ITEMS;
  /** Where pages may be held back. */
  gates?: { readonly Gate: typeof Gate; readonly held: typeof held };
  /** Where there are answers or objectives to report. */
  report12?: Reports;
  report2004?: Reports;
  rows?: { readonly Outbox: typeof Outbox; readonly missing: typeof missing };
  /** Where modules are launched by themselves. */
  units?: Pick<typeof import("./unit"), "hasModule" | "planOf"> & Pick<typeof import("./pruning"), "keepOnly">;
  /** Where statements tell of blocks, and of films. */
  told?: Pick<typeof import("./trackers/xapi/items"), "newsOfItem" | "responseText">;
  films?: Pick<typeof import("./trackers/xapi/video"), "consumed" | "contextExtensions" | "resultExtensions">;
  /** Where modules wait in the page as text. */
  later?: typeof LATER;
  /** The menu of languages. */
  Languages?: typeof Languages;
} = {};
