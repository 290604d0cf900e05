-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t33" AS NOT MATERIALIZED (
  SELECT
    *
  FROM (
    SELECT
      "t27"."tag",
      "t27"."moment",
      "t27"."weeks_ago",
      "t27"."sum_1",
      "t27"."sum_2",
      "t27"."sum_3",
      "t27"."sum_4",
      "t27"."tickets",
      "t27"."tag_right",
      CASE
        WHEN COALESCE("t27"."tag_right", '') = ''
        THEN "t27"."tag"
        ELSE "t27"."topic"
      END AS "topic",
      "t27"."since",
      "t27"."until",
      "t27"."shared",
      (
        COALESCE("t27"."tag_right", '') = ''
      )
      OR (
        (
          "t27"."topic" <> ''
        )
        AND (
          "t27"."moment" >= "t27"."since"
        )
        AND (
          "t27"."moment" < "t27"."until"
        )
      ) AS "holds"
    FROM (
      SELECT
        "t23"."tag",
        "t8"."moment",
        "t8"."weeks_ago",
        COALESCE("t23"."sum_1", 0) + COALESCE("t7"."sum_1", 0) AS "sum_1",
        COALESCE("t23"."sum_2", 0) + COALESCE("t7"."sum_2", 0) AS "sum_2",
        COALESCE("t23"."sum_3", 0) + COALESCE("t7"."sum_3", 0) AS "sum_3",
        COALESCE("t23"."sum_4", 0) + COALESCE("t7"."sum_4", 0) AS "sum_4",
        CAST(FLOOR((
          "t23"."tickets" * "t8"."upper"
        ) / (
          "t8"."whole"
        )) AS BIGINT) - CAST(FLOOR((
          "t23"."tickets" * "t8"."lower"
        ) / (
          "t8"."whole"
        )) AS BIGINT) AS "tickets",
        "t10"."tag" AS "tag_right",
        "t10"."topic",
        "t10"."since",
        "t10"."until",
        "t10"."shared"
      FROM (
        SELECT
          "t19".*
          EXCLUDE ("word")
        FROM (
          SELECT
            "t12"."first",
            "t12"."last",
            "t12"."tag",
            "t12"."tickets",
            "t12"."language",
            "t12"."channel",
            "t13"."word",
            "t13"."sum_1",
            "t13"."sum_2",
            "t13"."sum_3",
            "t13"."sum_4"
          FROM "current_count" AS "t12"
          LEFT OUTER JOIN "language_weight" AS "t13"
            ON "t12"."language" = "t13"."word"
        ) AS "t19"
      ) AS "t23"
      LEFT OUTER JOIN "channel_weight" AS "t7"
        ON "t23"."channel" = "t7"."word"
      INNER JOIN "period" AS "t8"
        ON "t23"."first" = "t8"."first" AND "t23"."last" = "t8"."last"
      LEFT OUTER JOIN "rule" AS "t10"
        ON "t23"."tag" = "t10"."tag"
    ) AS "t27"
  ) AS "t32"
  WHERE
    "t32"."holds"
), "t35" AS NOT MATERIALIZED (
  SELECT
    "t30"."id",
    "t30"."tags",
    "t30"."sum_1",
    "t30"."sum_2",
    "t30"."sum_3",
    "t30"."sum_4",
    "t30"."created" AS "moment",
    CASE WHEN "t30"."created" < "t11"."turn" THEN "t11"."before" ELSE "t11"."after" END AS "weeks_ago",
    COALESCE(ARRAY_LENGTH("t30"."tags"), 0) AS "named"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t24"."id",
        "t24"."created",
        "t24"."language",
        "t24"."channel",
        "t24"."status",
        "t24"."tags",
        COALESCE("t24"."sum_1", 0) + COALESCE("t7"."sum_1", 0) AS "sum_1",
        COALESCE("t24"."sum_2", 0) + COALESCE("t7"."sum_2", 0) AS "sum_2",
        COALESCE("t24"."sum_3", 0) + COALESCE("t7"."sum_3", 0) AS "sum_3",
        COALESCE("t24"."sum_4", 0) + COALESCE("t7"."sum_4", 0) AS "sum_4"
      FROM (
        SELECT
          "t20".*
          EXCLUDE ("word")
        FROM (
          SELECT
            "t14"."id",
            "t14"."created",
            "t14"."language",
            "t14"."channel",
            "t14"."status",
            "t14"."tags",
            "t13"."word",
            "t13"."sum_1",
            "t13"."sum_2",
            "t13"."sum_3",
            "t13"."sum_4"
          FROM "current_ticket" AS "t14"
          LEFT OUTER JOIN "language_weight" AS "t13"
            ON "t14"."language" = "t13"."word"
        ) AS "t20"
      ) AS "t24"
      LEFT OUTER JOIN "channel_weight" AS "t7"
        ON "t24"."channel" = "t7"."word"
    ) AS "t25"
    WHERE
      NOT (
        "t25"."status" IN ('deleted', 'merged', 'spam')
      )
  ) AS "t30"
  INNER JOIN "calendar" AS "t11"
    ON CAST("t30"."created" AS DATE) = "t11"."day"
), "t39" AS NOT MATERIALIZED (
  SELECT
    *
  FROM "t35" AS "t36"
  WHERE
    "t36"."weeks_ago" >= 0
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t65"."weeks_ago",
        "t65"."topic",
        "t65"."tickets",
        "t65"."sum_1",
        "t65"."sum_2",
        "t65"."sum_3",
        "t65"."sum_4"
      FROM (
        SELECT
          "t63"."weeks_ago",
          "t63"."topic",
          COUNT(*) * 1 AS "tickets",
          SUM("t63"."sum_1") * 1 AS "sum_1",
          SUM("t63"."sum_2") * 1 AS "sum_2",
          SUM("t63"."sum_3") * 1 AS "sum_3",
          SUM("t63"."sum_4") * 1 AS "sum_4"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t54"."id",
              "t54"."moment",
              "t54"."weeks_ago",
              "t54"."named",
              "t54"."sum_1",
              "t54"."sum_2",
              "t54"."sum_3",
              "t54"."sum_4",
              "t54"."tag",
              "t54"."tag_right",
              CASE
                WHEN COALESCE("t54"."tag_right", '') = ''
                THEN "t54"."tag"
                ELSE "t54"."topic"
              END AS "topic",
              "t54"."since",
              "t54"."until",
              "t54"."shared",
              (
                COALESCE("t54"."tag_right", '') = ''
              )
              OR (
                (
                  "t54"."topic" <> ''
                )
                AND (
                  "t54"."moment" >= "t54"."since"
                )
                AND (
                  "t54"."moment" < "t54"."until"
                )
                AND NOT (
                  "t54"."shared"
                )
              ) AS "holds"
            FROM (
              SELECT
                "t48"."id",
                "t48"."moment",
                "t48"."weeks_ago",
                "t48"."named",
                "t48"."sum_1",
                "t48"."sum_2",
                "t48"."sum_3",
                "t48"."sum_4",
                "t48"."tag",
                "t9"."tag" AS "tag_right",
                "t9"."topic",
                "t9"."since",
                "t9"."until",
                "t9"."shared"
              FROM (
                SELECT
                  "t41"."id",
                  "t41"."moment",
                  "t41"."weeks_ago",
                  "t41"."named",
                  "t41"."sum_1",
                  "t41"."sum_2",
                  "t41"."sum_3",
                  "t41"."sum_4",
                  UNNEST("t41"."tags") AS "tag"
                FROM "t39" AS "t41"
              ) AS "t48"
              LEFT OUTER JOIN "rule" AS "t9"
                ON "t48"."tag" = "t9"."tag"
            ) AS "t54"
          ) AS "t60"
          WHERE
            "t60"."holds"
        ) AS "t63"
        GROUP BY
          1,
          2
      ) AS "t65"
    ) AS "t67"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t59"."weeks_ago",
        "t59"."topic",
        "t59"."tickets",
        "t59"."sum_1",
        "t59"."sum_2",
        "t59"."sum_3",
        "t59"."sum_4"
      FROM (
        SELECT
          "t56"."weeks_ago",
          "t56"."topic",
          COUNT(*) * 1 AS "tickets",
          SUM("t56"."sum_1") * 1 AS "sum_1",
          SUM("t56"."sum_2") * 1 AS "sum_2",
          SUM("t56"."sum_3") * 1 AS "sum_3",
          SUM("t56"."sum_4") * 1 AS "sum_4"
        FROM (
          SELECT DISTINCT
            "t53"."id",
            "t53"."weeks_ago",
            "t53"."topic",
            "t53"."sum_1",
            "t53"."sum_2",
            "t53"."sum_3",
            "t53"."sum_4"
          FROM (
            SELECT
              "t48"."id",
              "t48"."moment",
              "t48"."weeks_ago",
              "t48"."named",
              "t48"."sum_1",
              "t48"."sum_2",
              "t48"."sum_3",
              "t48"."sum_4",
              "t48"."tag",
              "t17"."topic",
              "t17"."since",
              "t17"."until",
              "t17"."shared"
            FROM (
              SELECT
                "t41"."id",
                "t41"."moment",
                "t41"."weeks_ago",
                "t41"."named",
                "t41"."sum_1",
                "t41"."sum_2",
                "t41"."sum_3",
                "t41"."sum_4",
                UNNEST("t41"."tags") AS "tag"
              FROM "t39" AS "t41"
            ) AS "t48"
            INNER JOIN (
              SELECT
                *
              FROM "rule" AS "t2"
              WHERE
                "t2"."shared"
            ) AS "t17"
              ON "t48"."tag" = "t17"."tag"
          ) AS "t53"
          WHERE
            "t53"."moment" >= "t53"."since" AND "t53"."moment" < "t53"."until"
        ) AS "t56"
        GROUP BY
          1,
          2
      ) AS "t59"
    ) AS "t62"
  ) AS "t69"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t46"."weeks_ago",
        '' AS "topic",
        "t46"."tickets",
        "t46"."sum_1",
        "t46"."sum_2",
        "t46"."sum_3",
        "t46"."sum_4"
      FROM (
        SELECT
          "t40"."weeks_ago",
          COUNT(*) * 1 AS "tickets",
          SUM("t40"."sum_1") * 1 AS "sum_1",
          SUM("t40"."sum_2") * 1 AS "sum_2",
          SUM("t40"."sum_3") * 1 AS "sum_3",
          SUM("t40"."sum_4") * 1 AS "sum_4"
        FROM (
          SELECT
            *
          FROM "t35" AS "t36"
          WHERE
            "t36"."weeks_ago" >= 0 AND "t36"."named" > 0
        ) AS "t40"
        GROUP BY
          1
      ) AS "t46"
    ) AS "t49"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t64"."weeks_ago",
        '' AS "topic",
        "t64"."tickets",
        "t64"."sum_1",
        "t64"."sum_2",
        "t64"."sum_3",
        "t64"."sum_4"
      FROM (
        SELECT
          "t61"."weeks_ago",
          COUNT(*) * -1 AS "tickets",
          SUM("t61"."sum_1") * -1 AS "sum_1",
          SUM("t61"."sum_2") * -1 AS "sum_2",
          SUM("t61"."sum_3") * -1 AS "sum_3",
          SUM("t61"."sum_4") * -1 AS "sum_4"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t57"."id",
              "t57"."weeks_ago",
              "t57"."named",
              "t57"."sum_1",
              "t57"."sum_2",
              "t57"."sum_3",
              "t57"."sum_4",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t48"."id",
                  "t48"."moment",
                  "t48"."weeks_ago",
                  "t48"."named",
                  "t48"."sum_1",
                  "t48"."sum_2",
                  "t48"."sum_3",
                  "t48"."sum_4",
                  "t48"."tag",
                  "t18"."topic",
                  "t18"."since",
                  "t18"."until",
                  "t18"."shared"
                FROM (
                  SELECT
                    "t41"."id",
                    "t41"."moment",
                    "t41"."weeks_ago",
                    "t41"."named",
                    "t41"."sum_1",
                    "t41"."sum_2",
                    "t41"."sum_3",
                    "t41"."sum_4",
                    UNNEST("t41"."tags") AS "tag"
                  FROM "t39" AS "t41"
                ) AS "t48"
                INNER JOIN (
                  SELECT
                    *
                  FROM "rule" AS "t2"
                  WHERE
                    "t2"."topic" = ''
                ) AS "t18"
                  ON "t48"."tag" = "t18"."tag"
              ) AS "t55"
              WHERE
                "t55"."moment" >= "t55"."since" AND "t55"."moment" < "t55"."until"
            ) AS "t57"
            GROUP BY
              1,
              2,
              3,
              4,
              5,
              6,
              7
          ) AS "t58"
          WHERE
            "t58"."idle" = "t58"."named"
        ) AS "t61"
        GROUP BY
          1
      ) AS "t64"
    ) AS "t66"
  ) AS "t68"
) AS "t70"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t47"."weeks_ago",
        '' AS "topic",
        "t47"."tickets",
        "t47"."sum_1",
        "t47"."sum_2",
        "t47"."sum_3",
        "t47"."sum_4"
      FROM (
        SELECT
          "t41"."weeks_ago",
          COUNT(*) * 1 AS "tickets",
          SUM("t41"."sum_1") * 1 AS "sum_1",
          SUM("t41"."sum_2") * 1 AS "sum_2",
          SUM("t41"."sum_3") * 1 AS "sum_3",
          SUM("t41"."sum_4") * 1 AS "sum_4"
        FROM "t39" AS "t41"
        GROUP BY
          1
      ) AS "t47"
    ) AS "t50"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t37"."weeks_ago",
        "t37"."topic",
        "t37"."tickets",
        "t37"."sum_1",
        "t37"."sum_2",
        "t37"."sum_3",
        "t37"."sum_4"
      FROM (
        SELECT
          "t34"."weeks_ago",
          "t34"."topic",
          SUM("t34"."tickets") AS "tickets",
          SUM("t34"."sum_1" * "t34"."tickets") AS "sum_1",
          SUM("t34"."sum_2" * "t34"."tickets") AS "sum_2",
          SUM("t34"."sum_3" * "t34"."tickets") AS "sum_3",
          SUM("t34"."sum_4" * "t34"."tickets") AS "sum_4"
        FROM "t33" AS "t34"
        GROUP BY
          1,
          2
      ) AS "t37"
    ) AS "t42"
  ) AS "t51"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t38"."weeks_ago",
        '' AS "topic",
        "t38"."tickets",
        "t38"."sum_1",
        "t38"."sum_2",
        "t38"."sum_3",
        "t38"."sum_4"
      FROM (
        SELECT
          "t34"."weeks_ago",
          SUM("t34"."tickets") AS "tickets",
          SUM("t34"."sum_1" * "t34"."tickets") AS "sum_1",
          SUM("t34"."sum_2" * "t34"."tickets") AS "sum_2",
          SUM("t34"."sum_3" * "t34"."tickets") AS "sum_3",
          SUM("t34"."sum_4" * "t34"."tickets") AS "sum_4"
        FROM "t33" AS "t34"
        GROUP BY
          1
      ) AS "t38"
    ) AS "t43"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t29"."weeks_ago",
        '' AS "topic",
        "t29"."tickets",
        "t29"."sum_1",
        "t29"."sum_2",
        "t29"."sum_3",
        "t29"."sum_4"
      FROM (
        SELECT
          "t26"."weeks_ago",
          SUM("t26"."tickets") AS "tickets",
          SUM("t26"."sum_1" * "t26"."tickets") AS "sum_1",
          SUM("t26"."sum_2" * "t26"."tickets") AS "sum_2",
          SUM("t26"."sum_3" * "t26"."tickets") AS "sum_3",
          SUM("t26"."sum_4" * "t26"."tickets") AS "sum_4"
        FROM (
          SELECT
            "t23"."tag",
            "t8"."moment",
            "t8"."weeks_ago",
            COALESCE("t23"."sum_1", 0) + COALESCE("t7"."sum_1", 0) AS "sum_1",
            COALESCE("t23"."sum_2", 0) + COALESCE("t7"."sum_2", 0) AS "sum_2",
            COALESCE("t23"."sum_3", 0) + COALESCE("t7"."sum_3", 0) AS "sum_3",
            COALESCE("t23"."sum_4", 0) + COALESCE("t7"."sum_4", 0) AS "sum_4",
            CAST(FLOOR((
              "t23"."tickets" * "t8"."upper"
            ) / (
              "t8"."whole"
            )) AS BIGINT) - CAST(FLOOR((
              "t23"."tickets" * "t8"."lower"
            ) / (
              "t8"."whole"
            )) AS BIGINT) AS "tickets"
          FROM (
            SELECT
              "t19".*
              EXCLUDE ("word")
            FROM (
              SELECT
                "t12"."first",
                "t12"."last",
                "t12"."tag",
                "t12"."tickets",
                "t12"."language",
                "t12"."channel",
                "t13"."word",
                "t13"."sum_1",
                "t13"."sum_2",
                "t13"."sum_3",
                "t13"."sum_4"
              FROM "current_count" AS "t12"
              LEFT OUTER JOIN "language_weight" AS "t13"
                ON "t12"."language" = "t13"."word"
            ) AS "t19"
          ) AS "t23"
          LEFT OUTER JOIN "channel_weight" AS "t7"
            ON "t23"."channel" = "t7"."word"
          INNER JOIN "period" AS "t8"
            ON "t23"."first" = "t8"."first" AND "t23"."last" = "t8"."last"
        ) AS "t26"
        GROUP BY
          1
      ) AS "t29"
    ) AS "t31"
  ) AS "t44"
) AS "t52"
