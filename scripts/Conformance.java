import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
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
 * <p>Prints a line for each file and standard, and under it each rule that is broken, with how
 * often and where first. Exits with 1 if any is.
 */
final class Conformance {
    private static final Map<String, String> STANDARDS = new TreeMap<>(Map.of(
        "PDF/A-3a", "3a PDFA-3A",
        "PDF/UA-1", "ua1 PDFUA-1"));

    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        boolean all = true;
        for (Map.Entry<String, String> standard : STANDARDS.entrySet()) {
            String[] names = standard.getValue().split(" ");
            PDFAFlavour flavour = PDFAFlavour.fromString(names[0]);
            ValidationProfile profile = profile(names[1]);
            for (String file : files) {
                all &= follows(file, standard.getKey(), flavour, profile);
            }
        }
        System.exit(all ? 0 : 1);
    }

    private static ValidationProfile profile(String name) throws Exception {
        String place = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = Conformance.class.getResourceAsStream(place)) {
            return Profiles.profileFromXml(stream);
        }
    }

    private static boolean follows(
            String file, String standard, PDFAFlavour flavour, ValidationProfile profile)
            throws Exception {
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
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
