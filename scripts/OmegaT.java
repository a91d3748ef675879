import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.List;
import org.omegat.core.Core;
import org.omegat.core.data.IProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.gui.glossary.GlossaryReaderTSV;

/**
 * Shows what OmegaT makes of a glossary: a line for each pair, the terms parted by a tab.
 *
 * <p>It is given a file, read as TBX if its name ends in .tbx, in a project from Chinese into
 * English.
 */
final class OmegaT {
    public static void main(String[] places) throws Exception {
        ProjectProperties properties = new ProjectProperties(new File("."));
        properties.setSourceLanguage("zh-CN");
        properties.setTargetLanguage("en-US");
        ClassLoader loader = IProject.class.getClassLoader();
        Core.setProject((IProject) Proxy.newProxyInstance(
            loader,
            new Class<?>[] {IProject.class},
            (project, method, given) ->
                method.getName().equals("getProjectProperties") ? properties : null));
        File file = new File(places[0]);
        List<GlossaryEntry> entries = file.getName().endsWith(".tbx")
            ? GlossaryReaderTBX.read(file, false)
            : GlossaryReaderTSV.read(file, false);
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (GlossaryEntry entry : entries) {
            out.println(entry.getSrcText() + "\t" + String.join("; ", entry.getLocTerms(false)));
        }
    }
}
