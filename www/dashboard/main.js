/** The page starts here: one engine, one store, one `<linger-app>` that renders the store's state. */
import { open } from "../engine/index.js";
import "./elements/app.js";
import { watchNetwork } from "./network.js";
import { parseRoute } from "./route.js";
import { installable } from "./served.js";
import { initialState } from "./state.js";
import { Store } from "./store.js";
import { preferredLanguage } from "./texts.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const store = new Store(
  initialState({ language: preferredLanguage(), theme: dark.matches ? "dark" : "light", route: parseRoute(location.hash) }),
);

watchNetwork(store);
addEventListener("hashchange", () => store.go(parseRoute(location.hash)));
dark.addEventListener("change", () => store.set({ theme: dark.matches ? "dark" : "light" }));

const app = /** @type {import("./elements/app.js").App} */ (document.querySelector("linger-app"));
app.store = store;
// The first paint does not wait for the engine.
requestAnimationFrame(() => void store.start(open));
installable();
