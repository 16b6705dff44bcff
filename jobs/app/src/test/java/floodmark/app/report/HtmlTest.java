package floodmark.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {
    @Test
    void escapesTextAndAttributes() {
        String hostile = "<script>alert('x')</script>\"&";
        assertThat(Html.of("p", hostile).attr("title", hostile).markup())
                .isEqualTo("<p title=\"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;\">"
                        + "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;</p>\n");
    }

    @Test
    void showsWhatCouldHideOrTurnTheText() {
        assertThat(Html.of("b", "a\u202eb\u2066c\u0000d\u001be\ud800f\tg").markup())
                .isEqualTo("<b>a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\tg</b>");
    }

    @Test
    void keepsOtherScripts() {
        String words = "ناشر\u200cها 日本語 \ud83c\udf0a";
        assertThat(Html.of("b", words).markup()).isEqualTo("<b>" + words + "</b>");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1.5,1.5", "1.239,1.24", "-0.001,0", "100,100", "0,0"})
    void writesShortCoordinates(double value, String text) {
        assertThat(Html.coordinate(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "31200000,bps,31.2 Mbit/s",
        "999.6,pps,1 kpacket/s",
        "0,bps,0 bit/s",
        "0.0341,'',0.03",
        "0.00012,'',0.00012",
        "400000000000,bps,400 Gbit/s",
        "12,requests,12 requests",
        "-1500,bps,-1.5 kbit/s"
    })
    void writesQuantities(double value, String unit, String text) {
        assertThat(Quantity.of(value, unit)).isEqualTo(text);
    }
}
