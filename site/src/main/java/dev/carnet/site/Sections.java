package dev.carnet.site;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** A document cut at its headings, as plain text. */
final class Sections extends AbstractVisitor {
    private final IdGenerator ids = IdGenerator.builder().build();
    private final List<Page.Section> sections = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String anchor = "";
    private String heading = "";
    private int level = 1;

    private Sections() {}

    static List<Page.Section> of(Node document) {
        Sections sections = new Sections();
        for (Node each = document.getFirstChild(); each != null; each = each.getNext()) {
            each.accept(sections);
            sections.text.append(' ');
        }
        sections.end();
        return List.copyOf(sections.sections);
    }

    @Override
    public void visit(Heading next) {
        end();
        visitChildren(next);
        heading = text.toString().strip();
        // As the renderer draws them: from the heading's text and code.
        anchor = ids.generateId(text.toString());
        level = next.getLevel();
        text.setLength(0);
    }

    private void end() {
        if (!heading.isEmpty()) {
            sections.add(new Page.Section(
                    anchor,
                    level,
                    heading,
                    text.toString().replaceAll("\\s+", " ").strip()));
        }
        text.setLength(0);
    }

    @Override
    protected void visitChildren(Node parent) {
        super.visitChildren(parent);
        if (!(parent instanceof Heading)
                && parent.getParent() != null
                && parent.getClass().getSimpleName().startsWith("Table")) {
            text.append(' ');
        }
    }

    @Override
    public void visit(Text each) {
        text.append(each.getLiteral());
    }

    @Override
    public void visit(Code each) {
        text.append(each.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock each) {
        text.append(each.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak each) {
        text.append(' ');
    }

    @Override
    public void visit(HardLineBreak each) {
        text.append(' ');
    }
}
