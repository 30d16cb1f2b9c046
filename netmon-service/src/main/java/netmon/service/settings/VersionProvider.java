package netmon.service.settings;

import netmon.model.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"netmon-service " + Version.number()};
    }
}
