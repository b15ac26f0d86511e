/**
 * The page's later part: its elements are defined, and its sentences known, when this has run. Everything that it
 * imports and that the page starts with is the page's own (`build/later.mjs`): nothing is carried twice.
 *
 * To add a view: write it as any other (an element with `.page`), import it here instead of in `elements/app.js`, and
 * name its template and id there (`VIEW_ELEMENTS`, `LATER_VIEWS`). To add a dialog: extend `elements/dialog.js`, import
 * it here, and name its template in `DIALOGS` of `elements/app.js`; `store.set({ dialog: "its id" })` opens it. Sentences
 * go into a pair of `texts/later/` that `texts/later/index.js` lists. What the page's first part calls by name is
 * exported here and had by `await later()`.
 */
import "./texts.js";
import "../elements/arrivals.js";
import "../elements/exports.js";
import "../elements/mapping.js";
import "../elements/model-flag.js";
import "../elements/network-dialog.js";
import "../elements/person-rights.js";
import "../elements/prediction.js";
import "../elements/settings.js";
import "../elements/share.js";
import "../elements/whole-person.js";
import "../elements/workspaces.js";
import "../views/compare.js";
import "../views/forecast.js";
import "../views/heatmap.js";
import "../views/marketing.js";
import "../views/people.js";
import "../views/popups.js";
import "../views/products.js";
import "../views/regions.js";
import "../views/replay.js";
import "../views/sources.js";
import "../views/trust.js";
import "../views/value.js";
