import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Asks the veraPDF engine whether PDF files follow PDF/A-3a and PDF/UA-1 at once.
 *
 * <p>It is given files and folders. It prints a line for each file and standard, under it each rule
 * that is broken, with how often and where first, and at the end how many files follow both. Exits
 * with 1 if one does not, or if there is none.
 */
final class Conformance {
    private static final Map<String, String> STANDARDS = new TreeMap<>(Map.of(
        "PDF/A-3a", "3a PDFA-3A",
        "PDF/UA-1", "ua1 PDFUA-1"));

    public static void main(String[] places) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new TreeMap<>();
        for (Map.Entry<String, String> standard : STANDARDS.entrySet()) {
            profiles.put(standard.getKey(), profile(standard.getValue().split(" ")[1]));
        }
        List<Path> files = files(places);
        int good = 0;
        for (Path file : files) {
            boolean all = true;
            for (Map.Entry<String, ValidationProfile> standard : profiles.entrySet()) {
                String flavour = STANDARDS.get(standard.getKey()).split(" ")[0];
                all &= follows(
                    file, standard.getKey(), PDFAFlavour.fromString(flavour), standard.getValue());
            }
            good += all ? 1 : 0;
        }
        System.out.printf(
            "%d of %d files follow %s.%n",
            good, files.size(), String.join(" and ", STANDARDS.keySet()));
        System.exit(good == files.size() && good > 0 ? 0 : 1);
    }

    private static List<Path> files(String[] places) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String place : places) {
            try (Stream<Path> below = Files.walk(Path.of(place))) {
                below.filter(path -> path.toString().endsWith(".pdf")).sorted().forEach(found::add);
            }
        }
        return found;
    }

    private static ValidationProfile profile(String name) throws Exception {
        String place = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = Conformance.class.getResourceAsStream(place)) {
            return Profiles.profileFromXml(stream);
        }
    }

    private static boolean follows(
            Path file, String standard, PDFAFlavour flavour, ValidationProfile profile)
            throws Exception {
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(Files.newInputStream(file), flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false);
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "passes" : "FAILS";
            System.out.printf(
                "%s  %s  %,d checks  %s%n", standard, verdict, result.getTotalAssertions(), file);
            report(result);
            return result.isCompliant();
        }
    }

    private static void report(ValidationResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> places = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause()
                    + ", test " + assertion.getRuleId().getTestNumber();
                counts.merge(rule, 1, Integer::sum);
                places.putIfAbsent(rule, assertion.getLocation().getContext());
            }
        }
        counts.forEach((rule, count) ->
            System.out.printf("    %d times: %s, first at %s%n", count, rule, places.get(rule)));
    }
}
