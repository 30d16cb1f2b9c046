/*
 * labapp: the program of all applications in the lab. lab.py copies it to several names, so a monitor sees
 * applications with different names. It counts the payload bytes that it reads and writes, and appends
 * one JSON line to $LAB_TRUTH when it exits (also after SIGTERM).
 *
 *   labapp server ports=5001-5020 [workers=4]     request lines: D bytes rate dur | U | I
 *   labapp client SPEC [SPEC...]                  runs each SPEC in its own thread
 *   labapp wire iface                             counts frames by far port, and by far and near port; prints JSON
 *   labapp sleep SECONDS                          an idle process
 *   labapp activate PROGRAM server ports=N ...    opens the listening socket, and starts the program with it
 *   labapp bequeath PROGRAM SPEC                  opens the connection, and starts the program, which uses it
 *   labapp storm HOST PORT COUNT PER_SECOND       forks children that each send one datagram of 100 bytes and end
 *   labapp flood HOST PORT COUNT SECONDS          sends such a datagram each second from each of so many UDP sockets;
 *                                                 0 seconds: once, and closes the socket before it opens the next one
 *   labapp raw                                    reads all datagrams from a raw socket (root)
 *   labapp tunnel HOST PORT TUN ADDRESS           carries the packets of a tun device over UDP, like a VPN (root)
 *
 * SPEC: k=dl|ul|idle|churn|udpdl|udpul,host=H,port=P[,rate=bytes/s][,dur=s][,bytes=N][,n=N][,delay=s][,cps=N]
 *       [,from=PORT][,mptcp=1]
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECS 240
static _Atomic uint64_t sec_in[SECS], sec_out[SECS];
static time_t base;
static const char *name;
static volatile sig_atomic_t stopping;

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }
static void nap(double s) {
    if (s <= 0) return;
    struct timespec t = { (time_t) s, (long) ((s - (time_t) s) * 1e9) };
    nanosleep(&t, NULL);
}
static int slot(void) {
    struct timespec t; clock_gettime(CLOCK_REALTIME, &t);
    long i = t.tv_sec - base;
    return i < 0 ? 0 : i >= SECS ? SECS - 1 : (int) i;
}
static void got(ssize_t n) { if (n > 0) atomic_fetch_add(&sec_in[slot()], n); }
/* The near port of each connection: on a far port that applications share, only this shows the owner of a frame. */
#define DIALLED 8192
static struct { uint16_t far, near; } dialled[DIALLED];
static _Atomic int dials;
static void put(ssize_t n) { if (n > 0) atomic_fetch_add(&sec_out[slot()], n); }

static void report(void) {
    const char *path = getenv("LAB_TRUTH");
    if (!path) return;
    static char line[SECS * 48 + DIALLED * 16 + 256];
    uint64_t in = 0, out = 0;
    for (int i = 0; i < SECS; i++) { in += sec_in[i]; out += sec_out[i]; }
    int at = snprintf(line, sizeof line, "{\"app\":\"%s\",\"pid\":%d,\"in\":%llu,\"out\":%llu,\"series\":[",
                      name, getpid(), (unsigned long long) in, (unsigned long long) out);
    int first = 1;
    for (int i = 0; i < SECS; i++) {
        if (!sec_in[i] && !sec_out[i]) continue;
        at += snprintf(line + at, sizeof line - at, "%s[%ld,%llu,%llu]", first ? "" : ",", (long) base + i,
                       (unsigned long long) sec_in[i], (unsigned long long) sec_out[i]);
        first = 0;
    }
    at += snprintf(line + at, sizeof line - at, "],\"ports\":[");
    for (int i = 0; i < dials && i < DIALLED; i++)
        at += snprintf(line + at, sizeof line - at, "%s\"%u:%u\"", i ? "," : "", dialled[i].far, dialled[i].near);
    at += snprintf(line + at, sizeof line - at, "]}\n");
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT, 0666);
    if (fd >= 0) { if (write(fd, line, at) < 0) perror("truth"); close(fd); }
}

/* ---------- helpers ---------- */

static void start_thread(void *(*run)(void *), void *arg) {
    pthread_attr_t a; pthread_t t;
    pthread_attr_init(&a);
    pthread_attr_setstacksize(&a, 1024 * 1024);
    pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED);
    if (pthread_create(&t, &a, run, arg)) perror("pthread_create");
}

/* Sends zeros at a rate (bytes/s, 0 = no limit) until it has sent bytes, or for dur seconds. */
static void send_paced(int fd, uint64_t bytes, double rate, double dur) {
    static char zero[65536];
    double t0 = now(); uint64_t sent = 0;
    while (!stopping) {
        double t = now() - t0;
        if ((dur > 0 && t >= dur) || (bytes && sent >= bytes)) break;
        uint64_t want = sizeof zero;
        if (rate > 0) {
            double tick = rate >= 200000 ? 0.005 : rate >= 20000 ? 0.05 : 1.0, chunk = rate * tick;
            if (sent > rate * t) { nap((sent - rate * t) / rate); continue; }
            if (chunk < want) want = (uint64_t) chunk;
        }
        if (bytes && bytes - sent < want) want = bytes - sent;
        ssize_t n = send(fd, zero, want, MSG_NOSIGNAL);
        if (n <= 0) break;
        sent += n; put(n);
    }
}

/* ---------- server ---------- */

static void *serve(void *arg) {
    int fd = (int) (intptr_t) arg; char line[128]; size_t at = 0; static __thread char buf[65536];
    while (at < sizeof line - 1) {
        ssize_t n = recv(fd, line + at, 1, 0);
        if (n <= 0) { close(fd); return NULL; }
        got(n);
        if (line[at++] == '\n') break;
    }
    line[at] = 0;
    if (line[0] == 'D') {
        unsigned long long bytes = 0; double rate = 0, dur = 0;
        sscanf(line + 1, "%llu %lf %lf", &bytes, &rate, &dur);
        send_paced(fd, bytes, rate, dur);
        shutdown(fd, SHUT_WR);
    }
    for (;;) { ssize_t n = recv(fd, buf, sizeof buf, 0); if (n <= 0) break; got(n); }
    close(fd);
    return NULL;
}

struct udp_job { int fd; struct sockaddr_in6 to; double rate, dur; };
static void *udp_down(void *arg) {
    struct udp_job *j = arg; char pkt[1200] = { 'd' }; double t0 = now(); uint64_t sent = 0;
    while (now() - t0 < j->dur) {
        double due = j->rate * (now() - t0 + 0.005) - sent;
        if (due < sizeof pkt) { nap(0.003); continue; }
        ssize_t n = sendto(j->fd, pkt, sizeof pkt, 0, (void *) &j->to, sizeof j->to);
        if (n > 0) { sent += n; put(n); }
    }
    nap(0.2);
    for (int i = 0; i < 3; i++) sendto(j->fd, "F", 1, 0, (void *) &j->to, sizeof j->to);
    free(j); return NULL;
}
static void *udp_serve(void *arg) {
    int fd = (int) (intptr_t) arg; char buf[2048]; struct sockaddr_in6 from; unsigned count = 0;
    for (;;) {
        socklen_t len = sizeof from; ssize_t n = recvfrom(fd, buf, sizeof buf - 1, 0, (void *) &from, &len);
        if (n <= 0) continue;
        got(n); buf[n] = 0;
        if (buf[0] == 'D') {
            struct udp_job *j = calloc(1, sizeof *j); j->fd = fd; j->to = from;
            sscanf(buf + 1, "%lf %lf", &j->rate, &j->dur); start_thread(udp_down, j);
        } else if (buf[0] == 'u' && ++count % 10 == 0) {
            put(sendto(fd, "ackackackackackackackackackack", 30, 0, (void *) &from, len));
        }
    }
    return NULL;
}
#define MPTCP 262
static int listener(int port, int type, int protocol) {
    int fd = socket(AF_INET6, type | SOCK_CLOEXEC, protocol), one = 1, zero = 0, big = 8 << 20;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof zero);
    if (type == SOCK_DGRAM) setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &big, sizeof big);
    struct sockaddr_in6 a = { .sin6_family = AF_INET6, .sin6_port = htons(port) };
    if (bind(fd, (void *) &a, sizeof a)) { perror("bind"); exit(1); }
    if (type == SOCK_STREAM && listen(fd, 4096)) { perror("listen"); exit(1); }
    return fd;
}
static void *accept_loop(void *arg) {
    int l = (int) (intptr_t) arg, one = 1;
    while (!stopping) {
        int fd = accept4(l, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0) continue;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        start_thread(serve, (void *) (intptr_t) fd);
    }
    return NULL;
}
#define HANDED 3                                     /* as systemd numbers it */
/* Stays as the parent, as systemd does, and keeps the socket open. */
static int activate(char **argv) {
    int port = 0;
    for (int i = 3; argv[i]; i++) sscanf(argv[i], "ports=%d", &port);
    int fd = listener(port, SOCK_STREAM, 0);
    pid_t child = fork();
    if (child == 0) {
        if (fd == HANDED) fcntl(fd, F_SETFD, 0); else dup2(fd, HANDED);
        setenv("LAB_LISTENER", "1", 1);
        execv(argv[2], argv + 2);
        _exit(1);
    }
    while (!stopping) pause();
    kill(child, SIGTERM); waitpid(child, NULL, 0);
    return 0;
}
static int raw(void) {
    char packet[65536]; struct pollfd ready = { socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_UDP), POLLIN, 0 };
    while (!stopping) if (poll(&ready, 1, 200) > 0 && recv(ready.fd, packet, sizeof packet, 0) < 0) return 1;
    return 0;
}
static int server(int argc, char **argv) {
    int from = 0, to = 0, workers = 0, udp = 1, mptcp = 0;
    for (int i = 2; i < argc; i++) {
        if (sscanf(argv[i], "ports=%d-%d", &from, &to) == 1) to = from;
        sscanf(argv[i], "workers=%d", &workers); sscanf(argv[i], "udp=%d", &udp);
        sscanf(argv[i], "mptcp=%d", &mptcp);
    }
    int n = to - from + 1, *tcp = calloc(n, sizeof *tcp);
    for (int i = 0; i < n; i++) tcp[i] = getenv("LAB_LISTENER") ? HANDED : listener(from + i, SOCK_STREAM, mptcp ? MPTCP : 0);
    int children[64], kids = 0;
    for (int w = 0; w < workers && w < 64; w++) {
        pid_t p = fork();
        if (p == 0) { kids = -1; break; }
        children[kids++] = p;
    }
    if (workers == 0 || kids < 0) {
        for (int i = 0; i < n; i++) {
            start_thread(accept_loop, (void *) (intptr_t) tcp[i]);
            if (udp && workers == 0) start_thread(udp_serve, (void *) (intptr_t) listener(from + i, SOCK_DGRAM, 0));
        }
    }
    while (!stopping) pause();
    for (int i = 0; i < kids; i++) { kill(children[i], SIGTERM); waitpid(children[i], NULL, 0); }
    report();
    return 0;
}

/* ---------- client ---------- */

#define OWN_PORTS 9000
struct spec { char k[16], host[64]; int port, n, from, mptcp; double rate, dur, delay, cps; unsigned long long bytes; };
static void parse(char *s, struct spec *p) {
    memset(p, 0, sizeof *p); p->n = 1;
    for (char *t, *save = NULL; (t = strtok_r(s, ",", &save)); s = NULL) {
        char *v = strchr(t, '='); if (!v) continue; *v++ = 0;
        if (!strcmp(t, "k")) snprintf(p->k, sizeof p->k, "%s", v);
        else if (!strcmp(t, "host")) snprintf(p->host, sizeof p->host, "%s", v);
        else if (!strcmp(t, "port")) p->port = atoi(v);
        else if (!strcmp(t, "n")) p->n = atoi(v);
        else if (!strcmp(t, "mptcp")) p->mptcp = atoi(v);
        else if (!strcmp(t, "from")) p->from = atoi(v);
        else if (!strcmp(t, "rate")) p->rate = atof(v);
        else if (!strcmp(t, "dur")) p->dur = atof(v);
        else if (!strcmp(t, "delay")) p->delay = atof(v);
        else if (!strcmp(t, "cps")) p->cps = atof(v);
        else if (!strcmp(t, "bytes")) p->bytes = strtoull(v, NULL, 10);
    }
}
static socklen_t address(const struct spec *p, struct sockaddr_storage *a) {
    memset(a, 0, sizeof *a);
    struct sockaddr_in *v4 = (void *) a; struct sockaddr_in6 *v6 = (void *) a;
    if (strchr(p->host, ':')) {
        v6->sin6_family = AF_INET6; v6->sin6_port = htons(p->port);
        inet_pton(AF_INET6, p->host, &v6->sin6_addr);
        return sizeof *v6;
    }
    v4->sin_family = AF_INET; v4->sin_port = htons(p->port);
    inet_pton(AF_INET, p->host, &v4->sin_addr);
    return sizeof *v4;
}
static void note(int fd, int far) {
    struct sockaddr_storage own; socklen_t len = sizeof own; int i = dials++;
    if (i >= DIALLED || getsockname(fd, (void *) &own, &len)) return;
    dialled[i].far = far;      /* the port has the same offset in both address types */
    dialled[i].near = ntohs(((struct sockaddr_in *) &own)->sin_port);
}
/* Near ports of its own, so that no two applications use one pair of ports one after the other. */
static void bind_own(int fd, const struct spec *p, int family) {
    static atomic_int next; int one = 1;
    struct sockaddr_in6 a = { .sin6_family = family, .sin6_port = htons(p->from + next++ % OWN_PORTS) };
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    bind(fd, (void *) &a, family == AF_INET ? sizeof(struct sockaddr_in) : sizeof a);
}
static int dial(const struct spec *p) {
    struct sockaddr_storage a; socklen_t len = address(p, &a);
    if (getenv("LAB_CONNECTION")) { note(HANDED, p->port); return HANDED; }
    for (int i = 0; i < 50; i++) {
        int fd = socket(a.ss_family, SOCK_STREAM | SOCK_CLOEXEC, p->mptcp ? MPTCP : 0), one = 1;
        if (p->from) bind_own(fd, p, a.ss_family);
        if (connect(fd, (void *) &a, len) == 0) {
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            note(fd, p->port);
            return fd;
        }
        close(fd); nap(0.1);
    }
    perror("connect"); exit(1);
}
static void say(int fd, const char *s) { put(send(fd, s, strlen(s), MSG_NOSIGNAL)); }
static void read_all(int fd) {
    static __thread char buf[65536];
    for (;;) { ssize_t n = recv(fd, buf, sizeof buf, 0); if (n <= 0) break; got(n); }
}

static void *client_run(void *arg) {
    struct spec *p = arg; char req[96]; static __thread char buf[65536];
    nap(p->delay);
    snprintf(req, sizeof req, "D %llu %.0f %.3f\n", p->bytes, p->rate, p->dur);
    if (!strcmp(p->k, "dl")) {
        int ep = epoll_create1(0), open = p->n; struct epoll_event ev, evs[256];
        for (int i = 0; i < p->n; i++) {
            int fd = dial(p);
            say(fd, req);
            ev.events = EPOLLIN; ev.data.fd = fd;
            epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev);
        }
        while (open > 0 && !stopping) {
            int k = epoll_wait(ep, evs, 256, 1000);
            for (int i = 0; i < k; i++) {
                ssize_t n = recv(evs[i].data.fd, buf, sizeof buf, 0);
                if (n > 0) got(n); else { close(evs[i].data.fd); open--; }
            }
        }
    } else if (!strcmp(p->k, "ul")) {
        int fds[64];
        for (int i = 0; i < p->n && i < 64; i++) { fds[i] = dial(p); say(fds[i], "U\n"); }
        send_paced(fds[0], p->bytes, p->rate, p->dur);
        for (int i = 0; i < p->n && i < 64; i++) { shutdown(fds[i], SHUT_WR); read_all(fds[i]); close(fds[i]); }
    } else if (!strcmp(p->k, "idle")) {
        for (int i = 0; i < p->n; i++) say(dial(p), "I\n");
        double end = now() + p->dur; while (now() < end && !stopping) nap(0.2);
    } else if (!strcmp(p->k, "churn")) {
        double t0 = now(); long i = 0;
        while (now() - t0 < p->dur && !stopping) {
            double due = t0 + i++ / p->cps; nap(due - now());
            int fd = dial(p); say(fd, req); read_all(fd); close(fd);
        }
    } else if (!strcmp(p->k, "udpdl")) {
        struct sockaddr_storage a; socklen_t len = address(p, &a); unsigned count = 0; int big = 8 << 20;
        int fd = socket(a.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0); connect(fd, (void *) &a, len);
        setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &big, sizeof big);
        snprintf(req, sizeof req, "D %.0f %.3f", p->rate, p->dur); say(fd, req);
        double end = now() + p->dur + 2; struct pollfd w = { fd, POLLIN, 0 };
        while (now() < end && !stopping) {
            if (poll(&w, 1, 200) <= 0) continue;
            ssize_t n = recv(fd, buf, sizeof buf, 0); got(n);
            if (n == 1 && buf[0] == 'F') break;
            if (++count % 2 == 0) put(send(fd, "ackackackackackackackackackackackac", 35, 0));
        }
    } else if (!strcmp(p->k, "udpul")) {   /* unconnected socket, sendto */
        struct sockaddr_storage a; socklen_t len = address(p, &a);
        int fd = socket(a.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        memset(buf, 'u', 1200); double t0 = now(); uint64_t sent = 0;
        while (now() - t0 < p->dur && !stopping) {
            ssize_t r; while ((r = recv(fd, buf + 2000, 2000, MSG_DONTWAIT)) > 0) got(r);
            if (p->rate * (now() - t0 + 0.005) - sent < 1200) { nap(0.003); continue; }
            ssize_t n = sendto(fd, buf, 1200, 0, (void *) &a, len); if (n > 0) { sent += n; put(n); }
        }
        nap(0.1); ssize_t r; while ((r = recv(fd, buf + 2000, 2000, MSG_DONTWAIT)) > 0) got(r);
    }
    return NULL;
}
static int client(int argc, char **argv) {
    int n = argc - 2; pthread_t *t = calloc(n, sizeof *t); struct spec *s = calloc(n, sizeof *s);
    for (int i = 0; i < n; i++) { parse(argv[2 + i], &s[i]); pthread_create(&t[i], NULL, client_run, &s[i]); }
    for (int i = 0; i < n; i++) pthread_join(t[i], NULL);
    report();
    return 0;
}

/* Keeps no copy of the connection, and waits for the program. */
static int bequeath(char **argv) {
    char spec[256]; struct spec p;
    snprintf(spec, sizeof spec, "%s", argv[3]);
    parse(spec, &p);
    int fd = dial(&p);
    pid_t child = fork();
    if (child == 0) {
        if (fd == HANDED) fcntl(fd, F_SETFD, 0); else dup2(fd, HANDED);
        setenv("LAB_CONNECTION", "1", 1);
        execl(argv[2], argv[2], "client", argv[3], NULL);
        _exit(1);
    }
    close(fd);
    int status; waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

/* ---------- many sockets ---------- */

static int udp_socket(char **argv, struct sockaddr_in *to) {
    *to = (struct sockaddr_in) { .sin_family = AF_INET, .sin_port = htons(atoi(argv[3])) };
    inet_pton(AF_INET, argv[2], &to->sin_addr);
    return socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}
static void send_one(int fd, const struct sockaddr_in *to) {
    char packet[100] = "x";
    put(sendto(fd, packet, sizeof packet, 0, (void *) to, sizeof *to));
}
static int storm(char **argv) {
    int count = atoi(argv[4]); double rate = atof(argv[5]), t0 = now();
    signal(SIGCHLD, SIG_IGN);
    for (int i = 0; i < count && !stopping; i++) {
        nap(t0 + i / rate - now());
        if (fork() == 0) {
            struct sockaddr_in to; int fd = udp_socket(argv, &to);
            send_one(fd, &to);
            _exit(0);
        }
        put(100);
    }
    nap(0.5);
    report();
    return 0;
}
static int flood(char **argv) {
    int count = atoi(argv[4]); double seconds = atof(argv[5]); struct sockaddr_in to;
    struct rlimit rl = { count + 100, count + 100 }; setrlimit(RLIMIT_NOFILE, &rl);
    int *all = calloc(count, sizeof *all);
    for (int i = 0; i < count && !stopping; i++) {
        all[i] = udp_socket(argv, &to);
        if (all[i] < 0) { perror("socket"); return 1; }
        send_one(all[i], &to);
        if (seconds == 0) close(all[i]);
        if (i % 100 == 99) nap(0.001);     /* so that the far queue takes them */
    }
    for (double t0 = now(); now() - t0 < seconds && !stopping; nap(1))
        for (int i = 0; i < count; i++) { send_one(all[i], &to); if (i % 100 == 99) nap(0.001); }
    report();
    return 0;
}

/* ---------- tunnel ---------- */

static int tunnel(char **argv) {
    struct ifreq want = { .ifr_flags = IFF_TUN | IFF_NO_PI };
    snprintf(want.ifr_name, sizeof want.ifr_name, "%s", argv[4]);
    int tun = open("/dev/net/tun", O_RDWR | O_CLOEXEC), udp = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), known = 0;
    if (tun < 0 || ioctl(tun, TUNSETIFF, &want)) { perror("tun"); return 1; }
    char up[256];
    snprintf(up, sizeof up, "ip addr add %s/24 dev %s && ip link set %s mtu 1400 up", argv[5], argv[4], argv[4]);
    if (system(up)) return 1;
    struct sockaddr_in peer = { .sin_family = AF_INET, .sin_port = htons(atoi(argv[3])) };
    inet_pton(AF_INET, argv[2], &peer.sin_addr);
    if (peer.sin_addr.s_addr == 0) { if (bind(udp, (void *) &peer, sizeof peer)) { perror("bind"); return 1; } }
    else {
        known = 1;
        if (connect(udp, (void *) &peer, sizeof peer)) { perror("connect"); return 1; }
        put(send(udp, "", 1, 0));
    }
    char packet[65536]; struct pollfd ready[2] = { { tun, POLLIN, 0 }, { udp, POLLIN, 0 } };
    while (!stopping) {
        if (poll(ready, 2, 200) <= 0) continue;
        if (ready[0].revents) {
            ssize_t n = read(tun, packet, sizeof packet);
            if (n > 0 && known) put(send(udp, packet, n, 0));
        }
        if (ready[1].revents) {
            socklen_t len = sizeof peer;
            /* Does not wait: send may have consumed the error that made the socket ready. */
            ssize_t n = recvfrom(udp, packet, sizeof packet, MSG_DONTWAIT, (void *) &peer, &len);
            if (n > 0) got(n);
            if (!known && n > 0) { known = 1; if (connect(udp, (void *) &peer, len)) perror("connect"); }
            if (n > 1 && write(tun, packet, n) < 0) perror("tun");
        }
    }
    report();
    return 0;
}

/* ---------- frame counting ---------- */

#define FAR_PORT 5001
#define FAR_PORTS 9
struct bytes { uint64_t in, out; };
static void count(struct bytes *b, int out, ssize_t len) { if (out) b->in += len; else b->out += len; }
static void print_bytes(const struct bytes *b) {
    printf("{\"in\":%llu,\"out\":%llu}", (unsigned long long) b->in, (unsigned long long) b->out);
}
/* Runs in far: its end of a connection identifies the application, and outgoing frames are incoming for near. */
static int sniff(const char *iface) {
    static struct bytes port[65536], pair[FAR_PORTS][65536]; uint64_t other = 0;
    int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, htons(ETH_P_ALL)), big = 64 << 20;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &big, sizeof big);
    struct sockaddr_ll ll = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL),
                              .sll_ifindex = if_nametoindex(iface) };
    if (bind(fd, (void *) &ll, sizeof ll)) { perror("bind"); return 1; }
    struct timeval tv = { 0, 100000 }; setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
    unsigned char b[128], *ip = b + 14;
    setvbuf(stdout, NULL, _IOFBF, 1 << 20);
    while (!stopping) {
        struct sockaddr_ll from; socklen_t fl = sizeof from;
        ssize_t len = recvfrom(fd, b, sizeof b, MSG_TRUNC, (void *) &from, &fl);
        if (len <= 0) continue;
        unsigned type = b[12] << 8 | b[13]; unsigned char *l4 = NULL; int proto = 0;
        if (type == 0x0800) { proto = ip[9]; l4 = ip + (ip[0] & 15) * 4; }
        else if (type == 0x86dd) { proto = ip[6]; l4 = ip + 40; }
        if (!l4 || (proto != 6 && proto != 17)) { other += len; continue; }
        unsigned sp = l4[0] << 8 | l4[1], dp = l4[2] << 8 | l4[3];
        int out = from.sll_pkttype == PACKET_OUTGOING;
        unsigned own = out ? sp : dp, peer = out ? dp : sp;
        if (own >= FAR_PORT && own < FAR_PORT + FAR_PORTS) count(&pair[own - FAR_PORT][peer], out, len);
        count(&port[own >= 5001 && own <= 5099 ? own : peer], out, len);
    }
    struct tpacket_stats st = { 0 }; socklen_t sl = sizeof st;
    getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, &st, &sl);
    printf("{\"drops\":%u,\"other\":%llu", st.tp_drops, (unsigned long long) other);
    for (int i = 0; i < 65536; i++)
        if (port[i].in || port[i].out) { printf(",\"%d\":", i); print_bytes(&port[i]); }
    for (int far = 0; far < FAR_PORTS; far++)
        for (int i = 0; i < 65536; i++)
            if (pair[far][i].in || pair[far][i].out) {
                printf(",\"%d:%d\":", FAR_PORT + far, i);
                print_bytes(&pair[far][i]);
            }
    printf("}\n");
    return 0;
}

static void on_term(int s) { (void) s; stopping = 1; }
int main(int argc, char **argv) {
    name = strrchr(argv[0], '/'); name = name ? name + 1 : argv[0]; base = time(NULL);
    signal(SIGPIPE, SIG_IGN);
    struct sigaction sa = { .sa_handler = on_term }; sigaction(SIGTERM, &sa, NULL); sigaction(SIGINT, &sa, NULL);
    struct rlimit rl; getrlimit(RLIMIT_NOFILE, &rl); rl.rlim_cur = rl.rlim_max; setrlimit(RLIMIT_NOFILE, &rl);
    if (argc >= 3 && !strcmp(argv[1], "server")) return server(argc, argv);
    if (argc >= 3 && !strcmp(argv[1], "client")) return client(argc, argv);
    if (argc >= 3 && !strcmp(argv[1], "wire")) return sniff(argv[2]);
    if (argc >= 3 && !strcmp(argv[1], "sleep")) {
        double end = now() + atof(argv[2]);
        while (now() < end && !stopping) nap(end - now());
        return 0;
    }
    if (argc >= 4 && !strcmp(argv[1], "activate")) return activate(argv);
    if (argc >= 4 && !strcmp(argv[1], "bequeath")) return bequeath(argv);
    if (argc >= 6 && !strcmp(argv[1], "storm")) return storm(argv);
    if (argc >= 6 && !strcmp(argv[1], "flood")) return flood(argv);
    if (argc >= 2 && !strcmp(argv[1], "raw")) return raw();
    if (argc >= 6 && !strcmp(argv[1], "tunnel")) return tunnel(argv);
    fprintf(stderr, "usage: see the start of labapp.c\n");
    return 2;
}
