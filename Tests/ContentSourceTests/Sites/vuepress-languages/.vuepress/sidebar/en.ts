export const sidebarEn = ['/bread/wheat', '/bread/rye', '/ovens/', '/ovens/gas'];
