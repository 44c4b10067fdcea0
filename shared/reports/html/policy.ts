/** SHA-256 of `style` and `script`, as the page's policy names them. The test of this file says what they must be after a change. */
export const styleHash = 'sha256-3+yttBTw9m7BCjFLG8s9g7K4LsN6Xpuo7eK2NnNKZoc=';
export const scriptHash = 'sha256-so/XFqJRxtbOzrX8dt8UNgV8NHhtaY98lMvyJsWL+gY=';

/** Nothing is loaded from anywhere, and no style or script runs but the page's own. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src '${styleHash}'`,
  `script-src '${scriptHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
