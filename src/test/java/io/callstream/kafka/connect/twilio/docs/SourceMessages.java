package io.callstream.kafka.connect.twilio.docs;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The texts in the sources that a user may read, with {@code …} for the parts that differ at run time. */
final class SourceMessages {

    private static final String ANY = "…";

    /** Calls that take a message for a user. Internal errors, which no user can correct, are not among them. */
    private static final Pattern MESSAGE_SINKS = Pattern.compile(
            "(?:new (?:Problem|ConfigException|ConnectException|TwilioApiException|InvalidOffsetException"
                    + "|TrustStoreException|ProxyRefusedException|Finding)"
                    + "|MalformedPageException\\.\\w+|context\\.fault|parsed|bad|matching)\\(");

    private static final Pattern WARNINGS = Pattern.compile("(?i:log)\\.(?:warn|error)\\(");

    /**
     * A text of two words or more.
     *
     * @param call that the text is an argument of, as {@code log.warn(}; empty if it is none
     * @param argument its position there, from 0
     */
    record Message(Path file, long line, String call, int argument, String text) {

        boolean isError() {
            return MESSAGE_SINKS.matcher(call).find();
        }

        boolean isWarning() {
            return argument == 0 && WARNINGS.matcher(call).matches();
        }

        @Override
        public String toString() {
            return file + ":" + line + ": " + text;
        }
    }

    private SourceMessages() {}

    static List<String> ofErrors(Path root) throws IOException {
        return in(root).stream()
                .filter(Message::isError)
                .map(message -> message.text().replaceAll(",$", ""))
                .distinct()
                .toList();
    }

    /** What is logged at WARN and ERROR. */
    static List<String> ofWarnings(Path root) throws IOException {
        return in(root).stream()
                .filter(Message::isWarning)
                .map(message -> message.text().replace("{}", ANY))
                .distinct()
                .toList();
    }

    /** All texts, in the order of the files. */
    static List<Message> in(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(root)) {
            files = found.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask parser = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            parser.parse().forEach(units::add);
            Map<String, String> constants = new HashMap<>();
            units.forEach(unit -> unit.accept(new Constants(), constants));
            List<Message> messages = new ArrayList<>();
            for (CompilationUnitTree unit : units) {
                new Texts(unit, Trees.instance(parser).getSourcePositions(), constants, messages)
                        .scan(unit, Argument.OF_NONE);
            }
            return messages;
        }
    }

    /** Finds a message in a text, with anything on one line in the place of each part that differs. */
    static Pattern pattern(String message) {
        return Pattern.compile(
                Stream.of(message.split(ANY, -1)).map(Pattern::quote).collect(Collectors.joining("[^\n]*?")));
    }

    /** Constants whose value is one literal, by name. */
    private static final class Constants extends TreeScanner<Void, Map<String, String>> {

        @Override
        public Void visitVariable(VariableTree variable, Map<String, String> constants) {
            String name = variable.getName().toString();
            if (name.matches("[A-Z_]+")
                    && variable.getInitializer() instanceof LiteralTree literal
                    && literal.getValue() instanceof String text) {
                constants.put(name, text);
            }
            return super.visitVariable(variable, constants);
        }
    }

    /** A place in a list of arguments. */
    private record Argument(String call, int index) {

        static final Argument OF_NONE = new Argument("", 0);
    }

    private static final class Texts extends TreeScanner<Void, Argument> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Map<String, String> constants;
        private final List<Message> messages;

        Texts(
                CompilationUnitTree unit,
                SourcePositions positions,
                Map<String, String> constants,
                List<Message> messages) {
            this.unit = unit;
            this.positions = positions;
            this.constants = constants;
            this.messages = messages;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Argument place) {
            scan(call.getMethodSelect(), Argument.OF_NONE);
            return arguments(call.getArguments(), nameOf(call.getMethodSelect()));
        }

        @Override
        public Void visitNewClass(NewClassTree call, Argument place) {
            scan(call.getEnclosingExpression(), Argument.OF_NONE);
            scan(call.getClassBody(), Argument.OF_NONE);
            return arguments(call.getArguments(), "new " + call.getIdentifier());
        }

        @Override
        public Void visitBinary(BinaryTree sum, Argument place) {
            if (sum.getKind() != Tree.Kind.PLUS) {
                return super.visitBinary(sum, Argument.OF_NONE);
            }
            List<ExpressionTree> terms = termsOf(sum);
            add(sum, terms.stream().map(this::textOf).collect(Collectors.joining()), place);
            terms.stream().filter(term -> !(term instanceof LiteralTree)).forEach(term -> scan(term, Argument.OF_NONE));
            return null;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Argument place) {
            add(literal, textOf(literal), place);
            return null;
        }

        private Void arguments(List<? extends ExpressionTree> arguments, String name) {
            for (int i = 0; i < arguments.size(); i++) {
                ExpressionTree argument = arguments.get(i);
                Argument place = new Argument(name + "(", i);
                if (argument instanceof IdentifierTree || argument instanceof MemberSelectTree) {
                    add(argument, textOf(argument), place);
                }
                scan(argument, place);
            }
            return null;
        }

        private void add(Tree expression, String text, Argument place) {
            String joined = text.replaceAll(ANY + "+", ANY);
            // a message is a sentence, or a part of one; anything shorter is the name of something
            if (joined.replace(ANY, "").strip().contains(" ")) {
                long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, expression));
                messages.add(new Message(
                        Path.of(unit.getSourceFile().getName()), line, place.call(), place.index(), joined));
            }
        }

        private String textOf(ExpressionTree term) {
            if (term instanceof LiteralTree literal) {
                return String.valueOf(literal.getValue());
            }
            return constants.getOrDefault(simpleName(term), ANY);
        }

        private static List<ExpressionTree> termsOf(ExpressionTree expression) {
            if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return Stream.of(sum.getLeftOperand(), sum.getRightOperand())
                        .flatMap(operand -> termsOf(operand).stream())
                        .toList();
            }
            return List.of(expression);
        }

        /** The name of a method, with that of its receiver if this has one. */
        private static String nameOf(ExpressionTree method) {
            return method instanceof MemberSelectTree member
                    ? simpleName(member.getExpression()) + "." + member.getIdentifier()
                    : simpleName(method);
        }

        private static String simpleName(ExpressionTree expression) {
            if (expression instanceof IdentifierTree name) {
                return name.getName().toString();
            }
            return expression instanceof MemberSelectTree member
                    ? member.getIdentifier().toString()
                    : "";
        }
    }
}
