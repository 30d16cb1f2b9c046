/*
 * The programs of this package as C, for reading: CountProgram, CreatedProgram and ReleasedProgram assemble the same
 * from Java, and nothing compiles this file. The programs read only struct __sk_buff and struct bpf_sock, which are
 * stable interfaces of the kernel, so the same byte code runs from Linux 5.10 on. The exception is walk(), whose offsets
 * come from the running kernel's /sys/kernel/btf/vmlinux.
 */
struct key    { u64 cookie; u32 ifindex; u32 zero; };
struct flow   { u64 bytes, packets, segments, headers; };
struct origin { u64 cookie, netns; u32 tgid, uid; char comm[16]; };
struct count  { struct flow in, out; struct origin origin;
                u32 family, type, protocol, local_port; u32 remote_port, local4; u8 remote[16]; };
struct told   { u64 time; char comm[16]; };
struct birth  { u64 time, netns; u32 tgid, uid; char comm[16]; char names[4][64]; };

HASH(counts, struct key, struct count, 65536, NO_PREALLOC);
SK_STORAGE(origins, struct origin, NO_PREALLOC | CLONE);       /* accepted sockets inherit the listener's */
LRU_HASH(told, u32, struct told, 1024);
RINGBUF(births, 256 KB);
ARRAY(lost, struct flow, 3);                                   /* in, out, births */

/* cgroup_skb/ingress with direction 0, cgroup_skb/egress with direction 1; returns 1 to let the packet pass */
int count(struct __sk_buff *skb, int direction)
{
    if (skb->ifindex == 1)                                     /* lo in every namespace */
        return 1;
    struct key key = { bpf_get_socket_cookie(skb), skb->ifindex, 0 };

    /* A packet that the card or the kernel cuts into segments is counted once here, its headers once. */
    u64 headers = 0, segments = skb->gso_segs > 1 ? skb->gso_segs : 1;
    if (segments > 1) {
        u8 byte;
        if (bpf_skb_load_bytes(skb, 0, &byte, 1)) goto counted;
        u64 length = byte >> 4 == 6 ? 40 : (byte & 15) * 4;    /* without IPv6 extension headers */
        if (bpf_skb_load_bytes(skb, byte >> 4 == 6 ? 6 : 9, &byte, 1)) goto counted;
        if (byte == IPPROTO_TCP) {
            if (bpf_skb_load_bytes(skb, length + 12, &byte, 1)) goto counted;
            length += (byte >> 4) * 4;
        } else {
            length += 8;                                       /* UDP */
        }
        headers = (segments - 1) * length;
    }
counted:;
    struct count *found = bpf_map_lookup_elem(&counts, &key);
    if (!found) {
        struct count fresh = {};
        struct bpf_sock *sk = skb->sk ? bpf_sk_fullsock(skb->sk) : 0;
        if (sk) {
            fresh.origin.cookie = key.cookie;                  /* tgid 0: the socket is older than the programs */
            struct origin *origin = bpf_sk_storage_get(&origins, sk, &fresh.origin, BPF_SK_STORAGE_GET_F_CREATE);
            if (origin) fresh.origin = *origin;
            fresh.family = sk->family;     fresh.type = sk->type;
            fresh.protocol = sk->protocol; fresh.local_port = sk->src_port;
            fresh.remote_port = sk->dst_port & 0xffff; fresh.local4 = sk->src_ip4;
            if (sk->family == AF_INET)  memcpy(fresh.remote, &sk->dst_ip4, 4);
            if (sk->family == AF_INET6) memcpy(fresh.remote, sk->dst_ip6, 16);
        }
        bpf_map_update_elem(&counts, &key, &fresh, BPF_NOEXIST);
        found = bpf_map_lookup_elem(&counts, &key);            /* also where another processor was faster */
    }
    struct flow *flow = found ? (direction ? &found->out : &found->in) : bpf_map_lookup_elem(&lost, &direction);
    if (!flow)
        return 1;
    atomic_add(&flow->bytes, skb->len);                        /* the length of the IP packet */
    atomic_add(&flow->packets, 1);
    atomic_add(&flow->segments, segments);
    atomic_add(&flow->headers, headers);
    return 1;
}

/* cgroup/sock_create; returns 1 to let the socket be created */
int created(struct bpf_sock *sk)
{
    struct origin origin = { bpf_get_socket_cookie(sk), bpf_get_netns_cookie(sk),
                             bpf_get_current_pid_tgid() >> 32, (u32) bpf_get_current_uid_gid() };
    bpf_get_current_comm(origin.comm, 16);                     /* the thread's name */
    bpf_sk_storage_get(&origins, sk, &origin, BPF_SK_STORAGE_GET_F_CREATE);

    u64 now = bpf_ktime_get_ns();
    struct told *told = bpf_map_lookup_elem(&told_map, &origin.tgid);
    if (told && now - told->time <= 1000000000 && !memcmp(told->comm, origin.comm, 16))
        return 1;                                              /* comm, since exec keeps the process number */
    struct told value = { now, origin.comm };
    bpf_map_update_elem(&told_map, &origin.tgid, &value, BPF_ANY);

    struct birth *birth = bpf_ringbuf_reserve(&births, sizeof(*birth), 0);
    if (!birth) {
        struct flow *flow = bpf_map_lookup_elem(&lost, &(u32){ 2 });
        if (flow) atomic_add(&flow->packets, 1);
        return 1;
    }
    *birth = (struct birth) { now, origin.netns, origin.tgid, origin.uid, origin.comm };
    walk(birth);                                               /* left out where it does not load */
    bpf_ringbuf_submit(birth, 0);
    return 1;
}

/* cgroup/sock_release; returns 1. A socket that is closed by another program than its creator's was passed on. */
int released(struct bpf_sock *sk)
{
    struct origin *origin = bpf_sk_storage_get(&origins, sk, 0, 0);
    u64 process = bpf_get_current_pid_tgid() >> 32;
    if (!origin || !origin->tgid || origin->tgid == process)
        return 1;
    char comm[16] = {};
    bpf_get_current_comm(comm, 16);
    if (!memcmp(comm, origin->comm, 16))                       /* a forked worker is the same program */
        return 1;
    struct birth *birth = bpf_ringbuf_reserve(&births, sizeof(*birth), 0);
    if (!birth)
        return 1;
    *birth = (struct birth) { 0, bpf_get_socket_cookie(sk), process, 0, comm };
    bpf_ringbuf_submit(birth, 0);
    return 1;
}

/* The names of the task's executable and of its folders, the innermost first, up to the root of their file system. */
void walk(struct birth *birth)
{
    struct dentry *entry = READ(READ(bpf_get_current_task(), mm), exe_file)->f_path.dentry;
    for (int i = 0; i < 4 && entry; i++) {                     /* unrolled */
        bpf_probe_read_kernel_str(birth->names[i], 64, READ(entry, d_name.name));
        struct dentry *parent = READ(entry, d_parent);
        if (parent == entry) break;
        entry = parent;
    }
}
