/* The smallest ncurses program that shows a text and scrolls it by a line with j and k: what no program on ncurses
   can be faster than. */
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <string.h>

static char lines[100000][512];

int main(int count, char **arguments) {
    FILE *file = count > 1 ? fopen(arguments[1], "r") : NULL;
    int length = 0, top = 0, key = 0;
    if (!file) return 1;
    while (length < 100000 && fgets(lines[length], sizeof lines[length], file))
        { lines[length][strcspn(lines[length], "\n")] = 0; length++; }
    setlocale(LC_ALL, "");
    initscr();
    raw();
    noecho();
    do {
        top += (key == 'j') - (key == 'k' && top > 0);
        erase();
        for (int row = 0; row < LINES && top + row < length; row++) mvaddnstr(row, 0, lines[top + row], COLS);
        refresh();
        key = getch();
    } while (key != 'q' && key != ERR);
    endwin();
    return 0;
}
