import { language } from "./words";

/** Names in a row: "one, two, and three". */
export function listed(names: readonly string[]): string {
  const { ListFormat } = Intl as Listing;
  return ListFormat ? new ListFormat(language()).format(names) : names.join(", ");
}

/** Browsers before 2021 know no lists. */
interface Listing {
  ListFormat?: new (tag: string | undefined) => { format(names: readonly string[]): string };
}
