/**
 * Everything that a package may need, for the build: blocks and what else only some have first, then the targets, of
 * which each begins to run the course. No package has it all (docs/design.md, "A player of pieces").
 */
import "./blocks";
import "./piece-cmi5-units";
import "./piece-gates";
import "./piece-later";
import "./piece-languages";
import "./piece-scorm12-report";
import "./piece-scorm2004-report";
import "./piece-cmi5-films";
import "./piece-cmi5-items";
import "./piece-xapi-films";
import "./piece-xapi-items";
import "./entry-cmi5";
import "./entry-scorm12";
import "./entry-scorm2004";
import "./entry-web";
import "./entry-xapi";
