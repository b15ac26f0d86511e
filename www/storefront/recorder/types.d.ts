/** Shapes shared by the recorder's modules. */

/** Keys of an event beside the common ones; `undefined` is left out of the line. */
export type Keys = Record<string, unknown>;

/** One recorded event: see events.md. */
export interface LingerEvent extends Keys {
  v: 1;
  e: string;
  t: number;
  vid: string;
  sid: string;
  pid: string;
  n: number;
  p: string;
  tpl: string;
  h: string;
}

/** A page view: the keys that all its events carry, and the number of its next event. */
export interface PageView {
  head: { pid: string; p: string; tpl: string; h: string; d: string; w: number; cid?: string; co?: string };
  next: number;
}

/** Takes events to where they are kept or sent. */
export type Sink = (events: LingerEvent[]) => void;

/** What later files get from the first one. */
export interface Recorder {
  /** The `data-*` values of the script's tag. */
  config: DOMStringMap;
  state: {
    on: boolean;
    /** Every sink is there: events may be handed out. */
    isReady?: boolean;
    page?: PageView;
    view?: LingerEvent;
  };
  emit(name: string, keys?: Keys, page?: PageView, cause?: Event): void;
  /** `cause` is the browser's own event, where there is one: clicks. */
  listeners: ((event: LingerEvent, cause?: Event) => void)[];
  /** Called before a page view ends or is hidden. */
  leaving: (() => void)[];
  sinks: Sink[];
  /** Loads one more file of the recorder, by the end of its name. */
  load(part: string): void;
  flush(): void;
  leave(): void;
  view(nav: "load" | "reload" | "spa" | "bfcache"): void;
  read(key: string, session?: boolean): string | null;
  write(key: string, value: string | null, session?: boolean): void;
  mask(text: string, limit: number): string;
  /** Says something to the shop's developer, once a page. */
  warn(message: string): void;
  idle(work: () => void): void;
}

/** The public object `window.Linger`. */
export interface LingerApi {
  consent(allowed: boolean): void;
  erase(): void;
  export(): Promise<LingerEvent[]>;
  event(name: string, keys?: Keys): void;
  extend(install: (recorder: Recorder) => Partial<LingerApi> | void): void;
}

/** The parts of Shopify's storefront globals that are read. */
interface ShopifyGlobal {
  designMode?: boolean;
  routes?: { root?: string };
  customerPrivacy?: { analyticsProcessingAllowed(): boolean };
  loadFeatures?(features: { name: string; version: string }[], done: (error?: unknown) => void): void;
}

declare global {
  interface Window {
    Linger?: LingerApi;
    Shopify?: ShopifyGlobal;
  }
  interface Navigator {
    globalPrivacyControl?: boolean;
  }
  interface Document {
    prerendering?: boolean;
  }
}
