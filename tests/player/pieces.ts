/** For the tests, the player has all that only some packages have. */
import { MORE } from "../../builder/player/src/registry";
import { ITEMS } from "../../builder/player/src/using";
import "../../builder/player/src/piece-cmi5-films";
import "../../builder/player/src/piece-cmi5-items";
import "../../builder/player/src/piece-cmi5-units";
import "../../builder/player/src/piece-gates";
import "../../builder/player/src/piece-later";
import "../../builder/player/src/piece-scorm12-report";
import "../../builder/player/src/piece-scorm2004-report";

MORE.items = ITEMS;
