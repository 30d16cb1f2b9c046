package netmon.scan.linux.ebpf.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerNamesTest {
    private static final String ID = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String UID = "0a1b2c3d-0011-2233-4455-66778899aabb";

    /** ID stands for 64 hexadecimal digits, UID for a pod's number, UID_ for the same with underscores. */
    @ParameterizedTest
    @CsvSource({
        "/docker/ID,docker 0123456789ab",
        "/system.slice/docker-ID.scope,docker 0123456789ab",
        "/system.slice/docker-ID.scope/init,docker 0123456789ab",
        "/system.slice:docker:ID,docker 0123456789ab",
        "/../../system.slice/docker-ID.scope,docker 0123456789ab",
        "/docker/ID (deleted),docker 0123456789ab",
        "/docker/ID/docker/fedcID,docker 0123456789ab",
        "/moby/ID,docker 0123456789ab",
        "/machine.slice/libpod-ID.scope/container,podman 0123456789ab",
        "/machine.slice/machine-libpod_pod_ID.slice/libpod-ID.scope,podman 0123456789ab",
        "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope,podman 0123456789ab",
        "/system.slice/web.service/libpod-payload-ID,podman 0123456789ab",
        "/libpod_parent/libpod-ID,podman 0123456789ab",
        "/libpod_parent/ID,podman 0123456789ab",
        "/system.slice/nerdctl-ID.scope,containerd 0123456789ab",
        "/default/ID,containerd 0123456789ab",
        "/k8s.io/ID,containerd 0123456789ab",
        "/machine.slice/crio-ID.scope,cri-o 0123456789ab",
        "/elsewhere/ID,container 0123456789ab",
        "/kubepods/burstable/podUID/ID,pod UID",
        "/kubepods.slice/kubepods-podUID_.slice/cri-containerd-ID.scope,pod UID",
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUID_.slice/crio-ID.scope,pod UID",
        "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-podUID_.slice/cri-containerd-ID.scope,pod UID",
        "/system.slice/containerd.service/kubepods-besteffort-podUID_.slice:cri-containerd:ID,pod UID",
        "/kubepods/pod0123456789abcdef0123456789abcdef/ID,pod 0123456789abcdef0123456789abcdef",
        "/lxc/web,lxc web",
        "/lxc/101/ns/system.slice/nginx.service,lxc 101",
        "/lxc.payload/web,lxc web",
        "/lxc.payload.web/system.slice/nginx.service,lxc web",
        "/lxc.payload.shop_web,lxc shop_web",
        "/machine.slice/machine-lxc\\x2d4711\\x2dweb.scope,lxc web",
        "/machine.slice/machine-qemu\\x2d3\\x2dwin11.scope/libvirt/emulator,vm win11",
        "/machine.slice/systemd-nspawn@debian.service/payload/system.slice/ssh.service,nspawn debian",
        "/machine.slice/systemd-nspawn@my\\x2dbox.service,nspawn my-box",
        "/machine.slice/machine-my\\x2dbox.scope,nspawn my-box",
        "/user.slice/u/app.slice/app-flatpak-org.mozilla.firefox-12345.scope,flatpak org.mozilla.firefox",
        "/user.slice/u/app.slice/app-flatpak-org.x.A\\x2dB-12345.scope,flatpak org.x.A-B",
        "/user.slice/u/app.slice/snap.firefox.firefox-0e3b1c8d-0011-2233-4455-66778899aabb.scope,snap firefox",
        "/user.slice/u/snap.chromium.chromium.0e3b1c8d-0011-2233-4455-66778899aabb.scope,snap chromium",
        "/system.slice/snap.lxd.daemon.service,snap lxd",
        "/system.slice/nginx.service,unit nginx",
        "/system.slice/snapd.service,unit snapd",
        "/system.slice/system-postgresql.slice/postgresql@15-main.service,unit postgresql@15-main",
        "/system.slice/systemd\\x2dodd.service,unit systemd-odd",
        "/user.slice/user-1000.slice/user@1000.service/app.slice/syncthing.service,unit syncthing",
        "/user.slice/u/app.slice/app-gnome-org.gnome.Nautilus-1234.scope,unit org.gnome.Nautilus",
        "/user.slice/u/app.slice/app-gnome-google\\x2dchrome-1234.scope,unit google-chrome",
        "/user.slice/u/app.slice/app-firefox@0123abcd.service,unit firefox",
        "/user.slice/u/app.slice/app-org.kde.konsole-1234.scope,unit org.kde.konsole",
    })
    void aPathNamesItsContainer(String path, String container) {
        assertEquals(filled(container), String.valueOf(ContainerNames.of(filled(path))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/init.scope",
                "/user.slice/user-1000.slice/session-3.scope",
                "/user.slice/user-1000.slice/user@1000.service/init.scope",
                "/machine.slice/libpod-conmon-ID.scope",
                "/kubepods.slice/crio-conmon-ID.scope",
                "/lxc.monitor.web",
                "/lxc",
                "/docker/buildkit",
                "/system.slice/run-r0123.scope",
                "/kubepods.slice/kubepods-burstable.slice",
            })
    void otherPathsNameNone(String path) {
        assertNull(ContainerNames.of(filled(path)));
    }

    @Test
    void aContainerOfAnyHierarchyComesBeforeAUnit() {
        String content = filled("12:pids:/system.slice/containerd.service\n4:memory:/docker/ID\n0::/\n");
        assertEquals("docker 0123456789ab", String.valueOf(ContainerNames.ofProcess(content)));
    }

    @Test
    void whereNoContainerIsNamedTheFirstUnitCounts() {
        String content = "1:name=systemd:/system.slice/ssh.service\n0::/system.slice/ssh.service\n";
        assertEquals("unit ssh", String.valueOf(ContainerNames.ofProcess(content)));
        assertNull(ContainerNames.ofProcess("0::/\n"));
        assertNull(ContainerNames.ofProcess("garbage"));
    }

    @Test
    void aSandboxOrUnitSharesTheNetwork() {
        assertEquals(
                "[FLATPAK, SNAP, UNIT]",
                java.util.Arrays.stream(Container.ContainerKind.values())
                        .filter(kind -> !kind.isolatesNetwork())
                        .toList()
                        .toString());
    }

    private static String filled(String text) {
        return text.replace("UID_", UID.replace('-', '_')).replace("UID", UID).replace("ID", ID);
    }
}
