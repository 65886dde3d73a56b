import type { Metadata } from 'next';

export const metadata: Metadata = {
  metadataBase: new URL('https://example.org'),
  title: {
    default: 'Ada of the wind',
    template: `%s | ${name}`,
  },
  description: 'Kites and weather.',
};

export default function Layout({ children }) {
  return <html title="Page">{children}</html>;
}
