/**
 * Everything that a package may need, for the build: blocks and the menu of languages first, then the targets, of
 * which each begins to run the course. No package has it all (docs/design.md, "A player of pieces").
 */
import "./blocks";
import "./piece-languages";
import "./entry-cmi5";
import "./entry-scorm12";
import "./entry-scorm2004";
import "./entry-web";
import "./entry-xapi";
