using Gateway.Delivery;
using Gateway.References;

namespace Gateway.Tests.Delivery;

/// <summary>The name of a chart's courier.</summary>
public sealed class CourierKeyTests
{
    [Fact]
    public void A_key_survives_being_written_and_read()
    {
        var key = new CourierKey("ehr", new PatientId("susie-smith"));

        Assert.True(CourierKey.TryParse(key.ToString(), out var read));
        Assert.Equal(key, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ehr")]
    [InlineData("/susie")]
    [InlineData("ehr/")]
    [InlineData("ehr/susie/1")]
    [InlineData("ehr/susie smith")]
    public void What_names_no_courier_is_not_a_key(string? text) => Assert.False(CourierKey.TryParse(text, out _));
}
