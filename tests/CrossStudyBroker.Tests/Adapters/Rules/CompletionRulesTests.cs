using CrossStudyBroker.Adapters.Rules;
using CrossStudyBroker.Contracts.Messages;
using Xunit;

namespace CrossStudyBroker.Tests.Adapters.Rules;

public class CompletionRulesTests
{
    private static readonly Completion Completion = new()
    {
        Id = "completion-1",
        Transaction = CompletionTransaction.New,
        Item = new() { Kind = CompletedItemKind.CourseUnit, Id = "cu-1" },
        Name = new() { Fi = "Esimerkki" },
        State = CompletionState.Accepted,
        Credits = 5,
        Assessment = new() { Scale = 1, Grade = "4" },
        CompletionDate = new(2024, 2, 29),
        Languages = ["fi"],
        Acceptors = [new() { LastName = "Opettaja" }],
        CompletionKind = 2,
        GuidanceField = 5,
    };

    [Fact]
    public void R26_At_the_target_a_completion_is_original()
    {
        var record = CompletionRules.AtTarget(Completion);
        Assert.Equal((RecordOrigin.Original, null, null), (record.Origin, record.OriginalInstitution, record.RecognitionDate));
        Assert.Equal(new(2024, 2, 29), record.OriginalDate);
    }

    [Fact]
    public void R26_At_home_it_is_completed_elsewhere_with_the_original_institution_and_date_and_a_recognition_date()
    {
        var record = CompletionRules.AtHome(Completion, "10065", recognisedOn: new(2024, 3, 4));
        Assert.Equal((RecordOrigin.CompletedElsewhere, "10065"), (record.Origin, record.OriginalInstitution));
        Assert.Equal((new(2024, 2, 29), new DateOnly(2024, 3, 4)), (record.OriginalDate, record.RecognitionDate));
        Assert.Equal("4", record.Completion.Assessment.Grade);
    }

    [Fact]
    public void R26_The_organisation_that_the_completion_names_is_the_original_institution()
    {
        var completion = Completion with { Organisation = new() { Institution = "10066" } };
        Assert.Equal("10066", CompletionRules.AtHome(completion, "10065", recognisedOn: new(2024, 3, 4)).OriginalInstitution);
    }
}
