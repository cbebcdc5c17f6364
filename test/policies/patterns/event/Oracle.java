import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import software.amazon.event.ruler.Machine;

/**
 * Answers what event-ruler says, one line per line read: {"pattern": text, "events": [text, ...]} becomes one digit per
 * event, or "refused: " and why.
 */
public class Oracle {
  public static void main(String[] arguments) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    PrintStream out = new PrintStream(System.out, false, "UTF-8");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode question = mapper.readTree(line);
      out.println(answer(question.get("pattern").textValue(), question.get("events")));
    }
    out.flush();
  }

  private static String answer(String pattern, JsonNode events) {
    Machine machine = Machine.builder().build();
    try {
      machine.addRule("rule", pattern);
    } catch (Exception error) {
      return "refused: " + String.valueOf(error.getMessage()).split("\n")[0];
    }
    StringBuilder matches = new StringBuilder();
    for (JsonNode event : events) {
      try {
        matches.append(machine.rulesForJSONEvent(event.textValue()).isEmpty() ? '0' : '1');
      } catch (Exception error) {
        matches.append('x');
      }
    }
    return matches.toString();
  }
}
