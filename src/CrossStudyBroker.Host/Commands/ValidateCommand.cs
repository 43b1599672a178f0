using System.CommandLine;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Host.Commands;

/// <summary>Checks message files as the broker would, without sending anything.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Message files: one CloudEvents JSON document each.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("validate", "Checks message files as the broker would: envelope, type, payload schema, identity codes. Rules that need the directory or earlier messages are not checked.") { files };
        command.SetAction(result => result.GetValue(files)!.Count(file => !Check(file)) == 0 ? 0 : 1); // the argument is required
        return command;
    }

    private static bool Check(FileInfo file)
    {
        if (Read(file) is not { } bytes)
        {
            return false;
        }

        using var message = MessageValidation.Validate(bytes, MessageValidation.ContentType);
        Console.WriteLine(message.Problems.Count == 0
            ? $"{file}: valid {message.Type}"
            : $"{file}: {message.Problems.Count} {(message.Problems.Count == 1 ? "problem" : "problems")}{string.Concat(message.Problems.Select(Describe))}");
        return message.Problems.Count == 0;
    }

    /// <summary>The file's bytes; null, and a word about it, where there is nothing to read.</summary>
    private static byte[]? Read(FileInfo file)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine(file.Exists ? $"{file}: cannot be read. {exception.Message}" : $"{file}: there is no such file.");
            return null;
        }
    }

    private static string Describe(Problem problem)
    {
        var definition = ProblemCatalogue.Find(problem.Code);
        return $"\n  {problem.Code} at {(problem.Pointer.Length == 0 ? "the whole message" : problem.Pointer)}: {problem.Detail ?? definition?.Title.En}\n    {definition?.Remedy.En}";
    }
}
