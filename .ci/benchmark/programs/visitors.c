/* Many visitors of an SSH server from one process, over libssh and epoll; each comes from an address of its own
   out of 127.0.0.0/8. Prints one JSON object a line.

   visitors probe -p PORT -o FILE       one visitor, until the screen stands still; its bytes go to FILE
   visitors visit -p PORT -n N -c COUNT | -s SECONDS     connect, first full screen, `q`, the end; N at once
   visitors hold  -p PORT -n N          N visitors open; then reads commands: "keys SECONDS" (each presses j or k
                                        once a second), "resize COLUMNS ROWS" (all at once), "quit"

   -m TEXT and -b BYTES say what a full screen holds; -k FILE logs in with that key, else the method is "none"; -u USER;
   -x NAMES are the key exchanges, else curve25519-sha256. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <libssh/libssh.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define DEADLINE_MS 30000.0
enum state { FREE, TCP, CONNECT, LOGIN, CHANNEL, PTY, SHELL, SCREEN, OPEN, ENDING };

struct visitor {
    enum state state;
    int fd;
    uint32_t watched;
    ssh_session session;
    ssh_channel channel;
    double began, changed, key, next_key; /* In ms; key is 0 once it is answered. */
    bool down, asked;
    size_t bytes, length;
    char *text; /* What arrived until the screen was full. */
};

struct samples {
    double *values;
    size_t count, room;
};

static int epoll, port, parallel = 1, count, columns = 100, rows = 30;
static double seconds;
static const char *marker = "", *user = "visitor", *exchange = "curve25519-sha256", *output;
static size_t full_bytes = 1;
static ssh_key key;
static struct visitor *visitors;
static unsigned number; /* Of visitors so far, and so of source addresses. */
static unsigned failures, finished;
static size_t answer_bytes;
static struct samples first, answers;
static bool probing, visiting;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void add(struct samples *samples, double value) {
    if (samples->count == samples->room)
        samples->values = realloc(samples->values, (samples->room = samples->room * 2 + 256) * sizeof(double));
    samples->values[samples->count++] = value;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double part(struct samples *samples, double share) {
    if (!samples->count)
        return -1;
    qsort(samples->values, samples->count, sizeof(double), compare);
    size_t index = (size_t)(share * samples->count);
    return samples->values[index < samples->count ? index : samples->count - 1];
}

static void watch(struct visitor *visitor, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = visitor};
    if (events != visitor->watched)
        epoll_ctl(epoll, visitor->watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, visitor->fd, &event);
    visitor->watched = events;
}

static void leave(struct visitor *visitor, const char *failure) {
    if (failure) {
        if (++failures <= 3)
            fprintf(stderr, "visitor %ld, step %d: %s: %s\n", (long)(visitor - visitors), visitor->state, failure,
                    visitor->session ? ssh_get_error(visitor->session) : strerror(errno));
    } else {
        finished++;
    }
    epoll_ctl(epoll, EPOLL_CTL_DEL, visitor->fd, NULL);
    if (visitor->session) {
        ssh_disconnect(visitor->session); /* Closes the socket. */
        ssh_free(visitor->session);
    } else {
        close(visitor->fd);
    }
    free(visitor->text);
    memset(visitor, 0, sizeof *visitor);
}

static void arrive(struct visitor *visitor) {
    unsigned n = number++;
    struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET, .sin_port = htons(port)};
    from.sin_addr.s_addr = htonl(0x7F010001u + n / 250 * 256 + n % 250);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int on = 1;
    visitor->began = visitor->changed = now();
    visitor->state = TCP;
    visitor->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(visitor->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    setsockopt(visitor->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (visitor->fd < 0 || bind(visitor->fd, (struct sockaddr *)&from, sizeof from)
        || (connect(visitor->fd, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS)) {
        leave(visitor, "connect");
        return;
    }
    watch(visitor, EPOLLOUT);
}

static ssh_session session(int fd) {
    ssh_session session = ssh_new();
    int no = 0;
    ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &no);
    ssh_options_set(session, SSH_OPTIONS_HOST, "127.0.0.1");
    ssh_options_set(session, SSH_OPTIONS_USER, user);
    ssh_options_set(session, SSH_OPTIONS_KEY_EXCHANGE, exchange);
    ssh_options_set(session, SSH_OPTIONS_FD, &fd);
    ssh_options_set(session, SSH_OPTIONS_HOSTKEYS, "ssh-ed25519");
    ssh_options_set(session, SSH_OPTIONS_KNOWNHOSTS, "/dev/null"); /* The key's signature is checked all the same. */
    ssh_options_set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    ssh_set_blocking(session, 0);
    return session;
}

/* Reads what there is; false once the visitor has left. */
static bool receive(struct visitor *visitor) {
    static char buffer[65536];
    for (;;) {
        int length = ssh_channel_read_nonblocking(visitor->channel, buffer, sizeof buffer, 0);
        if (length == SSH_AGAIN || length == 0) {
            if (!ssh_channel_is_eof(visitor->channel) && !ssh_channel_is_closed(visitor->channel))
                return true;
            length = SSH_EOF;
        }
        if (length < 0) {
            leave(visitor, visitor->state == ENDING ? NULL : "ended early");
            return false;
        }
        visitor->changed = now();
        visitor->bytes += length;
        if (visitor->state == OPEN) {
            answer_bytes += length;
            if (visitor->key)
                add(&answers, visitor->changed - visitor->key);
            visitor->key = 0;
        } else if (visitor->state == SCREEN) {
            visitor->text = realloc(visitor->text, visitor->length + length);
            memcpy(visitor->text + visitor->length, buffer, length);
            visitor->length += length;
            if (probing || visitor->bytes < full_bytes || !memmem(visitor->text, visitor->length, marker, strlen(marker)))
                continue;
            add(&first, visitor->changed - visitor->began);
            free(visitor->text);
            visitor->text = NULL;
            visitor->length = 0;
            visitor->state = OPEN;
            if (visiting) {
                visitor->state = ENDING;
                ssh_channel_write(visitor->channel, "q", 1);
            }
        }
    }
}

static void step(struct visitor *visitor) {
    int result = SSH_OK;
    while (result == SSH_OK && visitor->state < SCREEN) {
        switch (visitor->state) {
        case TCP: {
            int error = 0;
            socklen_t size = sizeof error;
            getsockopt(visitor->fd, SOL_SOCKET, SO_ERROR, &error, &size);
            if ((errno = error)) {
                leave(visitor, "connect");
                return;
            }
            visitor->session = session(visitor->fd);
            break;
        }
        case CONNECT: result = ssh_connect(visitor->session); break;
        case LOGIN:
            result = key ? ssh_userauth_publickey(visitor->session, NULL, key) : ssh_userauth_none(visitor->session, NULL);
            result = result == SSH_AUTH_SUCCESS ? SSH_OK : result == SSH_AUTH_AGAIN ? SSH_AGAIN : SSH_ERROR;
            if (result == SSH_OK)
                visitor->channel = ssh_channel_new(visitor->session);
            break;
        case CHANNEL: result = ssh_channel_open_session(visitor->channel); break;
        case PTY: result = ssh_channel_request_pty_size(visitor->channel, "xterm-256color", columns, rows); break;
        default: result = ssh_channel_request_shell(visitor->channel);
        }
        if (result == SSH_OK)
            visitor->state++;
    }
    if (result == SSH_ERROR) {
        leave(visitor, "refused");
        return;
    }
    if (visitor->state >= SCREEN && !receive(visitor))
        return;
    watch(visitor, EPOLLIN | (ssh_get_status(visitor->session) & SSH_WRITE_PENDING ? EPOLLOUT : 0));
}

/* Lets the visitors act for so many ms at most; says whether standard input has something. */
static bool act(int wait) {
    struct epoll_event events[256];
    bool input = false;
    int ready = epoll_wait(epoll, events, 256, wait);
    for (int i = 0; i < ready; i++) {
        struct visitor *visitor = events[i].data.ptr;
        if (!visitor)
            input = true;
        else if (visitor->state != FREE)
            step(visitor);
    }
    return input;
}

static void expire(void) {
    for (struct visitor *visitor = visitors; visitor < visitors + parallel; visitor++)
        if (visitor->state != FREE && visitor->state != OPEN && now() - visitor->began > DEADLINE_MS)
            leave(visitor, "too late");
}

static int number_in(enum state from, enum state to) {
    int total = 0;
    for (struct visitor *visitor = visitors; visitor < visitors + parallel; visitor++)
        total += visitor->state >= from && visitor->state <= to;
    return total;
}

static void visit(void) {
    double begin = now();
    for (;;) {
        bool more = (count ? (int)number < count : now() - begin < seconds * 1000) && failures < 50;
        int busy = 0;
        for (struct visitor *visitor = visitors; visitor < visitors + parallel; visitor++) {
            if (visitor->state == FREE && more && (!count || (int)number < count))
                arrive(visitor);
            busy += visitor->state != FREE;
        }
        if (!busy && (!more || count))
            break;
        act(100);
        expire();
    }
    double spent = now() - begin;
    printf("{\"visits\": %u, \"failures\": %u, \"first\": %.3f, \"first_p99\": %.3f, \"per_second\": %.2f}\n", finished, failures,
           part(&first, 0.5), part(&first, 0.99), finished * 1000 / spent);
}

static void keys(double length) {
    answers.count = answer_bytes = 0;
    unsigned pressed = 0;
    double begin = now(), end = begin + length * 1000;
    for (int i = 0; i < parallel; i++)
        visitors[i].next_key = begin + 1000.0 * i / parallel;
    while (now() < end + 1000) {
        act(1);
        double time = now();
        for (struct visitor *visitor = visitors; time < end && visitor < visitors + parallel; visitor++) {
            if (visitor->state != OPEN || visitor->next_key > time)
                continue;
            visitor->next_key += 1000;
            visitor->key = now();
            visitor->down = !visitor->down;
            ssh_channel_write(visitor->channel, visitor->down ? "j" : "k", 1);
            pressed++;
        }
    }
    size_t answered = answers.count;
    printf("{\"pressed\": %u, \"answered\": %zu, \"p50\": %.3f, \"p99\": %.3f, ", pressed, answered, part(&answers, 0.5),
           part(&answers, 0.99));
    printf("\"bytes\": %zu, \"open\": %d}\n", answered ? answer_bytes / answered : 0, number_in(OPEN, OPEN));
}

static void resize(int to_columns, int to_rows) {
    answers.count = answer_bytes = 0;
    double begin = now(), last = begin;
    for (struct visitor *visitor = visitors; visitor < visitors + parallel; visitor++)
        if (visitor->state == OPEN) {
            visitor->key = begin;
            ssh_channel_change_pty_size(visitor->channel, to_columns, to_rows);
        }
    /* Until half a second has passed without a byte. */
    for (size_t bytes = 0; now() - last < 500 && now() - begin < DEADLINE_MS; bytes = answer_bytes) {
        if (bytes != answer_bytes || answers.count < (size_t)number_in(OPEN, OPEN))
            last = now();
        act(5);
    }
    size_t answered = answers.count;
    printf("{\"answered\": %zu, \"all\": %.2f, \"bytes\": %zu, \"open\": %d}\n", answered, part(&answers, 1),
           answered ? answer_bytes / answered : 0, number_in(OPEN, OPEN));
}

static void hold(void) {
    double begin = now(), last = begin;
    while (number_in(FREE, FREE) + number_in(OPEN, OPEN) < parallel || (int)number < parallel) {
        if (failures >= 50)
            break;
        while ((int)number < parallel && number_in(TCP, SCREEN) < 32)
            arrive(visitors + number);
        act(20);
        expire();
    }
    last = now();
    printf("{\"open\": %d, \"failures\": %u, \"spent\": %.1f}\n", number_in(OPEN, OPEN), failures, last - begin);
    fflush(stdout);
    struct epoll_event event = {.events = EPOLLIN};
    epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &event);
    char line[100], to[20] = "";
    int width, height;
    for (double length; ;) {
        if (!act(-1))
            continue;
        ssize_t size = read(0, line, sizeof line - 1); /* One command at a time: the next waits for this answer. */
        if (size <= 0)
            break;
        line[size] = 0;
        if (sscanf(line, "keys %lf", &length) == 1)
            keys(length);
        else if (sscanf(line, "resize %d %d", &width, &height) == 2)
            resize(width, height);
        else if (sscanf(line, "%19s", to) == 1 && !strcmp(to, "quit"))
            break;
        fflush(stdout);
    }
    for (struct visitor *visitor = visitors; visitor < visitors + parallel; visitor++)
        if (visitor->state == OPEN) {
            visitor->state = ENDING;
            visitor->began = now();
            ssh_channel_write(visitor->channel, "q", 1);
        }
    epoll_ctl(epoll, EPOLL_CTL_DEL, 0, NULL);
    for (begin = now(); number_in(ENDING, ENDING) && now() - begin < 10000;)
        act(50);
    printf("{\"left\": %u, \"stayed\": %d}\n", finished, number_in(ENDING, ENDING));
}

static void probe(void) {
    arrive(visitors);
    double begin = now();
    while (visitors->state != FREE && now() - begin < DEADLINE_MS
           && !(visitors->state == SCREEN && visitors->bytes && now() - visitors->changed > 700))
        act(20);
    size_t length = visitors->length;
    FILE *file = fopen(output, "wb");
    if (file && length)
        fwrite(visitors->text, 1, length, file);
    if (file)
        fclose(file);
    printf("{\"bytes\": %zu, \"first\": %.3f, \"failures\": %u}\n", length, visitors->changed - visitors->began, failures);
}

int main(int argc, char **argv) {
    const char *mode = argc > 1 ? argv[1] : "";
    optind = 2;
    for (int option; (option = getopt(argc, argv, "p:n:c:s:m:b:k:u:o:x:")) != -1;) {
        switch (option) {
        case 'p': port = atoi(optarg); break;
        case 'n': parallel = atoi(optarg); break;
        case 'c': count = atoi(optarg); break;
        case 's': seconds = atof(optarg); break;
        case 'm': marker = optarg; break;
        case 'b': full_bytes = strtoul(optarg, NULL, 10); break;
        case 'k':
            if (ssh_pki_import_privkey_file(optarg, NULL, NULL, NULL, &key) != SSH_OK)
                return fprintf(stderr, "%s is no key\n", optarg), 1;
            break;
        case 'u': user = optarg; break;
        case 'o': output = optarg; break;
        case 'x': exchange = optarg; break;
        default: return 2;
        }
    }
    signal(SIGPIPE, SIG_IGN);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    visitors = calloc(parallel, sizeof *visitors);
    probing = !strcmp(mode, "probe");
    visiting = !strcmp(mode, "visit");
    if (probing && output)
        probe();
    else if (visiting && (count || seconds))
        visit();
    else if (!strcmp(mode, "hold"))
        hold();
    else
        return fprintf(stderr, "visitors probe|visit|hold, see the source\n"), 2;
    return 0;
}
