export const sidebarDe = ['/ovens/', '/de/bread/rye'];
