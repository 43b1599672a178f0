using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Pages.Transfers;
using CrossStudyBroker.Dashboard.SignIn;

namespace CrossStudyBroker.Dashboard.Pages.Failures;

/// <summary>Does one verb for each of several deliveries, one after the other; what is refused for one stops none of the others.</summary>
internal sealed class SelectionActing(VerbActing acting)
{
    private static readonly string[] OfNote = [ProblemCodes.IdentityInText, ProblemCodes.FieldMissing, ProblemCodes.ValueMalformed, ProblemCodes.ValueOutOfRange, ProblemCodes.ChoiceNotMatched];

    /// <summary>The selection with what became of it.</summary>
    public async Task<Selection> ActAsync(Selection selection, Caller caller, CancellationToken cancellationToken)
    {
        var (done, refused) = (0, new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var form in selection.Deliveries.Select(selection.Of).OfType<VerbForm>())
        {
            var code = await acting.ActAsync(form, caller, cancellationToken) is { } result ? result.Form.Refused : ProblemCodes.NotFound;
            if (code is null)
            {
                done++;
            }
            else if (OfNote.Contains(code))
            {
                return selection with { Fault = "note", NoteCode = code }; // the same for all, so nothing is done yet
            }
            else
            {
                refused[code] = refused.GetValueOrDefault(code) + 1;
            }
        }

        return selection with { Done = done, Refused = refused };
    }
}
