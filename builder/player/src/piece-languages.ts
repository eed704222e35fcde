import { Languages } from "./languages";
import { MORE } from "./registry";

MORE.Languages = Languages;
