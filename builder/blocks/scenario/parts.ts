/** What only some stories need; each `piece-*.ts` puts its part here. */
import type { holds } from "./condition";
import type { follow, note } from "./history";

export const PARTS: {
  /** Where choices have conditions. */
  holds?: typeof holds;
  /** Where choices may be taken back. */
  history?: { readonly follow: typeof follow; readonly note: typeof note };
} = {};
