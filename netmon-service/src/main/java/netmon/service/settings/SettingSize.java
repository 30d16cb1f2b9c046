package netmon.service.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a number of bytes: {@code 50MB}, {@code 2GB}. */
final class SettingSize implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(MB|GB)");
    private static final long MEGABYTE = 1_000_000;
    private static final long GIGABYTE = 1_000 * MEGABYTE;

    @Override
    public Long convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("'" + text + "' is not a size such as 50MB or 2GB");
        }
        return Long.parseLong(form.group(1)) * (form.group(2).equals("MB") ? MEGABYTE : GIGABYTE);
    }
}
