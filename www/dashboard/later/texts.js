/** Adds the sentences of the later part to those of the page. */
import { addTexts } from "../texts.js";
import catalogues, { sentences } from "../texts/later/index.js";

addTexts(catalogues, sentences);
