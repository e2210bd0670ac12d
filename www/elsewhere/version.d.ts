/** The version of the program, put in its place when it is bundled. */
declare const VERSION: string;
