/** A module of its own, and a `var`: the oldest browsers read it, too (opening.ts). */

/** Class of the page until the player begins, and id of the style that shows one page until the shell does. */
export var OPENING = "bc-opening";
