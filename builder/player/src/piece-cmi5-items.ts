import { MORE } from "./registry";
import { newsOfItem, responseText } from "./trackers/xapi/items";

MORE.told = { newsOfItem, responseText };
