/** Shapes of live flags and popups. */

/** A flag as pages hear it: `document.addEventListener("linger:flag", (event) => event.detail)`. */
export interface Flag {
  id: FlagId;
  /** Suggested answer: "offer-help", "suggest-alternatives", "answer-shipping-and-returns", "remind-cart", … */
  action: string;
  /** The numbers that raised it. */
  evidence: Record<string, number | string>;
}

export type FlagId =
  | "frustrated-clicks"
  | "search-without-result"
  | "cart-hesitation"
  | "cart-waiting"
  | "returning-after-cycle"
  | "frequent-short-visits"
  | "browsed-not-bought";

/** The rule file: see README.md. */
export interface Rules {
  version: 1;
  thresholds: Record<string, number>;
  limits: { perSession: number; perWeek: number };
  popups: Popup[];
}

export interface Popup {
  id: string;
  title: string;
  text: string;
  close: string;
  link?: { href: string; text: string };
  code?: string;
  flags?: string[];
  dwellSeconds?: number;
  ordered?: "before" | "never";
  login?: "in" | "out";
  coupon?: "used" | "unused";
  category?: string;
  templates?: string[];
}

/** What this browser knows of its visitor when a popup is chosen. */
export interface Profile {
  template: string;
  path: string;
  dwellSeconds: number;
  flags: Set<string>;
  ordered: boolean;
  isLoggedIn: boolean;
  coupon: boolean;
  category: string;
}

/** Popups shown in the last week, and those closed for good. */
export interface Memory {
  shown: { id: string; at: number; sid: string }[];
  closed: string[];
  coupon: boolean;
}

/** The compiled core. */
export type LiveFlags = (events: string, options: string) => string;
