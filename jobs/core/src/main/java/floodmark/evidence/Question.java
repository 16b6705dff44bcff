package floodmark.evidence;

/** What the families answer and the rules ask: facts about traffic at a vantage point, each with one answer for a case. */
public enum Question {
    CAPTURE_SOUND("can the capture be trusted?"),
    EXCESS("did more than usual reach the subject?"),
    LOSS("did the subject serve or send less than usual?"),
    ARRIVAL_LOSS("did less than usual reach the subject?"),
    FLOOD_SIGNATURE("does the inbound traffic have the makeup of a known kind of flood?"),
    USUAL_MAKEUP("is the traffic of the service's usual kind?"),
    USUAL_SENDERS("are the senders those of the baseline?"),
    MORE_SENDERS("did the number of senders rise in step with the volume?"),
    RAMP("did it build up gradually?"),
    ROSE("did it rise above the usual before or during the trouble?"),
    SCHEDULED("did it peak around the scheduled start?"),
    ELSEWHERE_ORDINARY("were comparable destinations ordinary meanwhile?"),
    ELSEWHERE_DEPARTED("did comparable destinations depart in the same way?"),
    SEVERAL_SERVICES("were several services hit?"),
    ONE_SERVICE("was one service hit and the others not?"),
    CAPACITY_REACHED("did a link run at its capacity?"),
    DEMAND_WITHIN("did demand stay under the tested capacity?"),
    BACKSCATTER("did the subject answer spoofed senders?");

    private final String words;

    Question(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
