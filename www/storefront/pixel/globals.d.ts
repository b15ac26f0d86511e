/** What Shopify's sandbox gives a custom pixel, as far as it is read. */
declare const analytics: { subscribe(name: string, act: (event: any) => void): void };
declare const browser: {
  localStorage: { getItem(key: string): Promise<string | null>; setItem(key: string, value: string): Promise<void> };
  sendBeacon(address: string, body: string): Promise<boolean>;
};
declare const init: { customerPrivacy?: { analyticsProcessingAllowed: boolean } };
declare const api: { customerPrivacy?: { subscribe(name: string, act: (event: any) => void): void } };

/** Set in the file's first line by the seller. */
declare const LINGER_ENDPOINT: string;
