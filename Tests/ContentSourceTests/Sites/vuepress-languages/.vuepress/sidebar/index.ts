export * from './de.js';
export * from './en.js';
